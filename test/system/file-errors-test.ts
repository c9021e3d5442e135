import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFileError, freeBytes, readableSize } from '../../lib/system/file-errors.mjs';

/** What a function throws. */
function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('system/file-errors', () => {
  const none = join(tmpdir(), 'there', 'is', 'none');

  it('says where, what is wrong and what to do', () => {
    assert.equal(
      describeFileError(thrown(() => readFileSync(none))),
      `${none}: no such file or folder. Check the path.`,
    );
    const folder = describeFileError(thrown(() => writeFileSync(tmpdir(), '')));
    assert.equal(folder, `${tmpdir()}: this is a folder, not a file. Give the path of a file.`);
    const readOnly = Object.assign(new Error('none'), { code: 'ENOENT', syscall: 'mkdir', path: none });
    assert.equal(describeFileError(readOnly), `${none}: this folder cannot be made. Choose another place.`);
    const full = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
    assert.equal(describeFileError(full), 'No space left on the disk. Free some space and run the command again.');
    assert.match(
      describeFileError(full, { file: none, bytes: 2e6 })!,
      /none: no space left on the disk \(2\.0 MB needed, [\d.]+ \w+ free\)\. /,
    );
  });

  it('names a program that cannot be started', () => {
    const program = join(tmpdir(), 'no-such-program');
    assert.equal(
      describeFileError(spawnSync(program).error),
      `${program}: this program cannot be started. Check its path.`,
    );
  });

  it('leaves other errors alone', () => {
    assert.equal(describeFileError(new TypeError('x is undefined')), undefined);
    assert.equal(describeFileError(Object.assign(new Error('odd'), { code: 'EODD', syscall: 'odd' })), undefined);
    assert.equal(describeFileError('a text'), undefined);
  });

  it('finds the disk of a file that is still to be written', () => {
    assert.equal(freeBytes(none)! > 0, true);
    assert.deepEqual([0, 999, 4100, 12e6, 9.96e6, 3e9].map(readableSize), [
      '0 bytes',
      '999 bytes',
      '4.1 kB',
      '12 MB',
      '10.0 MB',
      '3.0 GB',
    ]);
  });
});
