import assert from 'node:assert/strict';
import { DataError } from '../../lib/errors';
import { Cells } from '../../lib/jupyter/cells';
import { describeDiagnostics, describeError } from '../../lib/jupyter/errors';

describe('describeError', () => {
  const root = process.cwd();
  const cells = new Cells();

  function withStack(error: Error, ...frames: string[]): Error {
    error.stack = [`${error.name}: ${error.message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
    return error;
  }

  it("begins with the message and shows the project's own places alone", () => {
    const error = withStack(
      new RangeError('a batch of 0 photos'),
      `batches (${root}/test/jupyter/errors-test.ts:41:9)`,
      `Object.<anonymous> (${root}/node_modules/tslab/dist/executor.js:1:1)`,
      `helper (${root}/tfjs-core/src/engine.ts:12:3)`,
      `execute (${root}/lib/jupyter/executor.ts:34:5)`,
      `async ${root}/test/errors-test.ts:7:1`,
      'node:internal/process/task_queues:95:5',
    );
    assert.equal(
      describeError(error, root, cells),
      'RangeError: a batch of 0 photos\n' +
        '    at test/jupyter/errors-test.ts:41 (batches)\n' +
        '    at test/errors-test.ts:7',
    );
  });

  it('shows no place in the project for errors that users can cause', () => {
    const error = withStack(new DataError('photo.jpg is damaged.'), `open (${root}/test/jupyter/errors-test.ts:41:9)`);
    assert.equal(describeError(error, root, cells), 'DataError: photo.jpg is damaged.');
  });

  it('gives the causes, and the plain words of TensorFlow', () => {
    const cause = withStack(new Error('Invalid TF_Status: 3\nMessage: Matrix size-incompatible'));
    const error = withStack(new Error('The network does not fit the photos', { cause }));
    assert.equal(
      describeError(error, root, cells),
      'The network does not fit the photos\nbecause: Matrix size-incompatible',
    );
  });

  it('keeps long stacks short', () => {
    const frames = Array.from({ length: 30 }, (_, i) => `f (${root}/test/jupyter/errors-test.ts:${i + 1}:1)`);
    const lines = describeError(withStack(new Error('deep'), ...frames), root, cells).split('\n');
    assert.equal(lines.length, 10);
    assert.equal(lines.at(-1), '    and 22 more');
  });

  it('shows what is thrown without being an error', () => {
    assert.equal(describeError({ code: 7 }, root, cells), '{ code: 7 }');
    assert.equal(describeError('no', root, cells), "'no'");
  });
});

describe('describeDiagnostics', () => {
  it('shows each line once, with its explanation below', () => {
    const cells = new Cells();
    cells.begin('const a = 1;\nconst b: Box = { x: 1 };');
    const start = { line: 1, character: 6 };
    const text = describeDiagnostics(
      [
        { start, messageText: "Type '{ x: number; }' is not assignable to type 'Box'." },
        { start, messageText: "Property 'y' is missing." },
        { start: { line: 3, character: 0 }, messageText: 'Unused.', fileName: 'lib/landmarks/face.ts' },
      ],
      cells,
    );
    assert.equal(
      text,
      'This cell does not compile:\n' +
        "  line 2: Type '{ x: number; }' is not assignable to type 'Box'.\n" +
        '      const b: Box = { x: 1 };\n' +
        "      Property 'y' is missing.\n" +
        '  lib/landmarks/face.ts:4: Unused.',
    );
  });
});
