import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawnWithLifeline } from '../../lib/system/lifeline.mjs';

const KEPT_LINES = 25;

/**
 * Runs a program and waits for its end. It ends with this process, and so do the processes that it starts.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, cwd?: string, lines?: number }} [options] `lines` of
 *   its output are kept, 25 by default.
 * @returns {Promise<{ code: number, said: string }>} Its exit status (127 if there is no such program, 128 if a signal
 *   ended it) and the last lines of its output.
 */
export function run(program, args, { env, onLine, cwd, lines: kept = KEPT_LINES } = {}) {
  return new Promise((resolve) => {
    const child = spawnWithLifeline(program, args, { cwd, env: { ...process.env, ...env } });
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      let rest = '';
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        const parts = (rest + text).split(/\r?\n|\r/);
        rest = parts.pop() ?? '';
        for (const line of parts.filter((part) => part.trim() !== '')) {
          lines.push(line);
          onLine?.(line);
        }
      });
      stream.on('end', () => rest && lines.push(rest));
    }
    const said = () => lines.slice(-kept).join('\n').trim();
    child.on('error', (error) => resolve({ code: 127, said: error.message }));
    child.on('close', (code, signal) => {
      resolve({ code: code ?? 128, said: signal ? `${said()}\nended by ${signal}`.trim() : said() });
    });
  });
}

/**
 * The path of a program that the shell would find.
 * @param {string} program
 * @returns {string | undefined}
 */
export function which(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
