import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../lib/paths';

const read = (file: string): string => readFileSync(join(root(), file), 'utf8');

const versionOf = (name: string): string =>
  (JSON.parse(read(`node_modules/${name}/package.json`)) as { version: string }).version;

/** The rows of the tables in the kernel's README: their first two cells, without the marks of code. */
const rows = [...read('lib/jupyter/README.md').matchAll(/^\| `([^`]+)`[^|]*\| ([^|]+) \|/gm)].map(
  ([, first, second]) => [first!, second!] as const,
);

const COMPILER = 'node_modules/@tslab/typescript-for-tslab/lib/typescript.js';

/** What the kernel relies on: text in tslab's files, and the file of the kernel that does. */
const PARTS: readonly (readonly [file: string, text: RegExp, user: string])[] = [
  ['node_modules/tslab/dist/executor.js', /^exports\.createExecutor = createExecutor;/m, 'executor.ts'],
  ['node_modules/tslab/dist/executor.js', /convs\.node\.convert\(/, 'executor.ts'],
  ['node_modules/tslab/dist/executor.js', /"%s%d:%d - %s"/, 'executor.ts'],
  ['node_modules/tslab/dist/jupyter.js', /handleExecuteImpl\(req, writeStream, writeDisplayData\)/, 'handler.ts'],
  ['node_modules/tslab/dist/jupyter.js', /this\.execQueue = new /, 'handler.ts'],
  ['node_modules/tslab/dist/jupyter.js', /handleComplete\(req\)/, 'hints.ts'],
  ['node_modules/tslab/dist/jupyter.js', /new zmq\.Publisher\(\);\s+this\.shell = new zmq\.Router\(\)/, 'sockets.ts'],
  ['node_modules/tslab/dist/main.js', /exports\.startKernel = /, 'start.ts'],
  ['node_modules/tslab/dist/converter.js', /transpileModule\(/, 'compiler.ts'],
  ['node_modules/tslab/dist/converter.js', /createWatchCompilerHost\(/, 'compiler.ts'],
  ['node_modules/tslab/dist/converter.js', /getPreEmitDiagnosticsOfFiles\(/, 'compiler.ts'],
  ['node_modules/tslab/dist/converter.js', /getCompletionsAtPositionForTslab\(/, 'hints.ts'],
  [COMPILER, /updateProgramWithWatchStatus/, 'compiler.ts'],
  [COMPILER, /function getPreEmitDiagnosticsOfFiles\(/, 'compiler.ts'],
];

/** The message of a change upstream. */
const lookAt = (user: string, file: string, text: RegExp): string =>
  `tslab has changed: ${file} has no ${text.source}. Look at lib/jupyter/${user} first.`;

describe('tslab', () => {
  for (const [file, text, user] of PARTS) {
    it(`has what ${user} relies on: ${text.source}`, () => {
      assert.ok(text.test(read(file)), lookAt(user, file, text));
    });
  }

  it('is of the versions that lib/jupyter/README.md names', () => {
    const versions = Object.fromEntries(rows.filter(([, second]) => /^\d+\./.test(second)));
    assert.deepEqual(
      Object.fromEntries(
        ['tslab', '@tslab/typescript-for-tslab'].map((name) => [name, versionOf(name).replace(/-.*/, '')]),
      ),
      { tslab: versions.tslab, '@tslab/typescript-for-tslab': versions['@tslab/typescript-for-tslab'] },
    );
    const lock = read('scripts/locks/python.lock');
    for (const name of ['jupyterlab', 'nbclient']) assert.ok(lock.includes(`\n${name}==${versions[name]} `), name);
  });

  it('is replaced by files that lib/jupyter/README.md explains', () => {
    const explained = rows.map(([first]) => first).filter((name) => name.endsWith('.ts'));
    const users = new Set(PARTS.map(([, , user]) => user));
    users.delete('start.ts'); // Puts the others in place.
    assert.deepEqual(
      [...users].filter((user) => !explained.includes(user)),
      [],
    );
  });
});
