import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorMessage } from '../../../lib/commands/common/error-message';
import { DataError } from '../../../lib/errors';

/** What a function throws. */
function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('commands/common/error-message', () => {
  it('is the message alone for what a person can cause', () => {
    assert.equal(errorMessage(new DataError('me.jpg: no such file.')), 'me.jpg: no such file.');
    assert.equal(errorMessage(new DOMException('Stopped.', 'AbortError')), 'Stopped.');
    assert.equal(errorMessage('a text'), 'a text');
  });

  it('is one sentence with the path for failures of the file system', () => {
    const none = join(tmpdir(), 'there', 'is', 'none');
    assert.equal(errorMessage(thrown(() => readFileSync(none))), `${none}: no such file or folder. Check the path.`);
    const folder = errorMessage(thrown(() => writeFileSync(tmpdir(), '')));
    assert.equal(folder, `${tmpdir()}: this is a folder, not a file. Give the path of a file.`);
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    assert.equal(errorMessage(full), 'No space left on the disk. Free some space and run the command again.');
  });

  it('names a program that cannot be started', () => {
    const program = join(tmpdir(), 'no-such-program');
    assert.equal(errorMessage(spawnSync(program).error), `${program}: this program cannot be started. Check its path.`);
  });

  it('is the stack for defects', () => {
    const defect = new TypeError('x is undefined');
    assert.equal(errorMessage(defect), defect.stack);
    const unknown = Object.assign(new Error('odd'), { code: 'EODD', syscall: 'odd' });
    assert.equal(errorMessage(unknown), unknown.stack);
  });
});
