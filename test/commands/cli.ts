import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a command leaves behind. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/**
 * Runs a command as its npm script does, with the set-up in place.
 *
 * @param options The command's name and what follows `--`.
 * @param env Environment variables to add.
 */
export function cli(options: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
  const entry = join(__dirname, '..', '..', 'scripts', 'run.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...options], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, output: stdout, errors: stderr };
}
