import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = ['README.md', 'data/README.md', 'notebooks/README.md']
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Every command with options that documents name, such as `npm run best -- full-face --ablation --epochs 30`. */
const commands = [...text.matchAll(/npm run ([a-z]+) -- ([^`#\n]+)/g)]
  .map(([, command = '', args = '']) => ({ command, args: args.trim().split(/\s+/) }))
  .filter(({ args }) => args.some((arg) => arg.startsWith('--')));

describe('the commands of documents', () => {
  const helps = new Map<string, string>();

  /** What a command prints; `commands-slow-test.ts` sees to it that the reviewed text is that. */
  function help(...args: string[]): string {
    const reviewed = join(__dirname, 'snapshots', `${args.join('-')}-help.txt`);
    if (existsSync(reviewed)) return readFileSync(reviewed, 'utf8');
    const key = args.join(' ');
    if (!helps.has(key)) {
      const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/run.mjs', ...args, '--help'], {
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
      helps.set(key, stdout);
    }
    return helps.get(key)!;
  }

  for (const { command, args } of commands) {
    it(`npm run ${command} -- ${args.join(' ')}: has these options`, () => {
      const subcommand = args.filter((arg, i) => i === 0 && !arg.startsWith('--'));
      const text = help(command, ...subcommand);
      const unknown = args.filter((arg) => arg.startsWith('--') && !new RegExp(`${arg}\\b`).test(text));
      assert.deepEqual(unknown, []);
    });
  }
});
