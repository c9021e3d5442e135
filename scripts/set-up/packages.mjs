import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { read } from '../../lib/system/files.mjs';
import { SetUpError, clear, progress, say } from './console.mjs';
import { networkAdvice } from './network.mjs';
import { run } from './process.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} Entry */

/** npm's exit status, ENOTEMPTY, EEXIST or EBUSY, where the remains of an interrupted installation are in the way. */
const IN_THE_WAY = [217, 239, 240];

/**
 * Installs the npm packages of package-lock.json if node_modules has others.
 * @param {string} root The project's root.
 * @throws SetUpError if npm fails.
 */
export async function installPackages(root) {
  const lock = entries(join(root, 'package-lock.json'));
  // npm writes this file at the very end, so an interrupted installation does not match.
  if (fits(entries(join(root, 'node_modules/.package-lock.json')), lock)) return;
  say(`Installing ${Object.keys(lock).length} npm packages.`);
  const npm = process.env.npm_execpath ?? '';
  const [program, first] = basename(npm) === 'npm-cli.js' ? [process.execPath, [npm]] : ['npm', []];
  const started = Date.now();
  const timer = setInterval(() => progress(`npm: ${Math.round((Date.now() - started) / 1000)} s`), 1000);
  // No install script of a package runs: they bring their binaries along, and TensorFlow's is a separate step.
  const install = () => run(program, [...first, 'ci', '--ignore-scripts'], { cwd: root });
  let { code, said } = await install();
  if (IN_THE_WAY.includes(code) || /\b(ENOTEMPTY|EEXIST|EBUSY)\b/.test(said)) {
    rmSync(join(root, 'node_modules'), { recursive: true, force: true, maxRetries: 5 });
    ({ code, said } = await install());
  }
  clearInterval(timer);
  clear();
  if (code !== 0)
    throw new SetUpError(`npm could not install the packages (exit status ${code}):\n${said}${networkAdvice(said)}`);
}

/**
 * Whether the installed packages are those of the lock file; optional ones may be missing.
 * @param {Record<string, Entry>} installed
 * @param {Record<string, Entry>} lock
 */
export function fits(installed, lock) {
  const same = (/** @type {string} */ path) =>
    installed[path]?.version === lock[path]?.version && installed[path]?.integrity === lock[path]?.integrity;
  return (
    Object.keys(installed).every((path) => path in lock && same(path)) &&
    Object.keys(lock).every((path) => lock[path]?.optional || (path in installed && same(path)))
  );
}

/**
 * The packages in a lock file, by folder.
 * @param {string} file
 * @returns {Record<string, Entry>}
 */
function entries(file) {
  const packages = JSON.parse(read(file) || '{}').packages ?? {};
  // The project itself.
  delete packages[''];
  return packages;
}
