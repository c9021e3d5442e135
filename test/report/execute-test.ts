import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../lib/errors';
import { causeFirst, executeNotebook } from '../../lib/report/execute';
import { temporaryFolders, withEnvironment } from '../environment';

describe('errors of cells', () => {
  it('keeps the message and drops the stack', () => {
    const text =
      'Error: data/x.jpg is missing:\nnpm start gets it.\n    at load (/a/b.js:1:2)\n    at async evalmachine:3:4';
    assert.equal(causeFirst(text), 'Error: data/x.jpg is missing:\nnpm start gets it.');
  });

  it('begins with the error, not with what was printed before it', () => {
    const text = 'a warning\nUncaught RangeError: 3 is too much\n    at f (/a:1:1)';
    assert.equal(causeFirst(text), 'RangeError: 3 is too much');
  });

  it('keeps what the compiler says', () => {
    assert.equal(causeFirst("\u001b[31m1:7 - Cannot find name 'x'.\u001b[0m"), "1:7 - Cannot find name 'x'.");
    assert.equal(causeFirst(''), 'The cell failed without a message.');
  });
});

describe('running a notebook', () => {
  const notebook = 'test/report/fixtures/short.ipynb';
  const job = { parameters: {}, force: false, tensorBoard: false };

  const failure =
    (part: string) =>
    (error: unknown): boolean =>
      error instanceof UserError && error.name === 'ExecutionError' && error.message.includes(part);

  it('needs the Python that the set-up installs', async () => {
    await assert.rejects(executeNotebook(notebook, { job, python: 'nowhere/python' }), failure('nowhere/python'));
  });

  it('passes on what Python complains of before the first cell', async () => {
    const python = process.execPath;
    await assert.rejects(executeNotebook(notebook, { job, python }), failure('SyntaxError'));
  });

  describe('with a kernel that ends at once', () => {
    const newFolder = temporaryFolders();
    withEnvironment(() => {
      const folder = newFolder();
      const spec = { argv: ['false'], display_name: 'Broken', language: 'typescript' };
      mkdirSync(join(folder, 'kernels', 'faces'), { recursive: true });
      writeFileSync(join(folder, 'kernels', 'faces', 'kernel.json'), JSON.stringify(spec));
      return { JUPYTER_PATH: folder };
    });

    it('says so in a sentence', async () => {
      await assert.rejects(executeNotebook(notebook, { job }), (error: Error) => {
        assert.match(
          error.message,
          /^Jupyter could not run the notebook:\nKernel died before replying to kernel_info$/,
        );
        return true;
      });
    });
  });

  it('does not start when it was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await assert.rejects(executeNotebook(notebook, { job, signal }), new Error('stopped'));
  });
});
