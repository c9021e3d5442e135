import assert from 'node:assert/strict';
import { errorMessage } from '../../../lib/commands/common/error-message';
import { DataError } from '../../../lib/errors';

describe('commands/common/error-message', () => {
  it('is the message alone for what a person can cause', () => {
    assert.equal(errorMessage(new DataError('me.jpg: no such file.')), 'me.jpg: no such file.');
    assert.equal(errorMessage(new DOMException('Stopped.', 'AbortError')), 'Stopped.');
    assert.equal(errorMessage('a text'), 'a text');
  });

  it('is one sentence for failures of the file system', () => {
    const none = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open', path: '/none' });
    assert.equal(errorMessage(none), '/none: no such file or folder. Check the path.');
  });

  it('is the stack for defects', () => {
    const defect = new TypeError('x is undefined');
    assert.equal(errorMessage(defect), defect.stack);
    const unknown = Object.assign(new Error('odd'), { code: 'EODD', syscall: 'odd' });
    assert.equal(errorMessage(unknown), unknown.stack);
  });
});
