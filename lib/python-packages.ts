import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './errors';
import { checksumOf, makeWhole } from './files';
import { notice } from './notices';
import { cachePath, root } from './paths';
import { spawnWithLifeline } from './system/lifeline.mjs';

/** An interpreter, and packages to run with it. */
export interface PythonEnvironment {
  readonly python: string;
  /** Where its packages are, for `PYTHONPATH`. */
  readonly packages: string;
}

/** Characters of pip's output that an error message repeats. */
const KEPT = 1500;

/** Packages that are installed when they are first asked for. */
export interface OptionalPackages {
  /** Such as `Optuna`; `scripts/locks/optuna.lock` lists it and what it needs. */
  readonly name: string;
  /** What asks for it, with its size, such as `for --search optuna (60 MB)`. */
  readonly purpose: string;
  /** What to do where it cannot be installed, such as `use --search random:N, which needs no packages`. */
  readonly instead: string;
}

/**
 * Installs Python packages, if that has not been done: those of their lock file, by pip, beside the project's Python
 * environment, in a folder of the cache of their own.
 *
 * @throws UserError when they cannot be installed, with pip's last words and what to do instead.
 * @example const { python, packages } = await pythonPackages({ name: 'Optuna', purpose, instead });
 */
export async function pythonPackages({ name, purpose, instead }: OptionalPackages): Promise<PythonEnvironment> {
  const python = join(root(), '.venv', 'bin', 'python');
  const lock = `${root()}/scripts/locks/${name.toLowerCase()}.lock`;
  if (!existsSync(python)) throw new UserError(`${python} is missing. \`npm run set-up\` installs it.`);
  // Packages with compiled parts fit one version of Python.
  const version = readFileSync(join(root(), '.venv', 'pyvenv.cfg'), 'utf8');
  const content = checksumOf(readFileSync(lock, 'utf8') + version).slice(0, 12);
  const packages = cachePath(`${name.toLowerCase()}-${content}`);
  if (!existsSync(packages)) {
    notice(`Installing ${name} ${purpose}, once.`);
    await makeWhole(packages, async (part) => {
      const options = [
        '--require-hashes',
        '--only-binary=:all:',
        '--no-compile',
        '--disable-pip-version-check',
        '--quiet',
      ];
      const { code, said } = await run(python, ['-m', 'pip', 'install', ...options, '--target', part, '-r', lock]);
      if (code === 0) return;
      throw new UserError(
        `${name} could not be installed (pip ended with the status ${code}):\n${said.trim()}\nCheck the network and run ` +
          `the same command again, or ${instead}.`,
      );
    });
  }
  return { python: withoutPackages(version), packages };
}

/**
 * The interpreter that a virtual environment was made with. With it, a program does not load packages of the environment
 * that it has no use for: Ray starts five times as fast.
 *
 * @param configuration The content of `pyvenv.cfg`.
 */
function withoutPackages(configuration: string): string {
  const valueOf = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(configuration)?.[1];
  // Python 3.10 tells only the folder.
  return valueOf('executable') ?? join(valueOf('home') ?? '', 'python3');
}

function run(program: string, args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, PIP_USER: '0', PYTHONNOUSERSITE: '1' };
    const child = spawnWithLifeline(program, args, { env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-KEPT)));
    }
    child.on('error', (error) => resolve({ code: 127, said: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 128, said }));
  });
}
