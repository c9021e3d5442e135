import assert from 'node:assert/strict';
import { DataError, UserError } from '../lib/errors';

describe('errors for people', () => {
  it('have a name of their own and are told from defects by their class', () => {
    const error = new DataError('me.jpg: there is no such file.');
    assert.equal(error.name, 'DataError');
    assert.ok(error instanceof UserError && error instanceof Error);
    assert.ok(!(new TypeError('x') instanceof UserError));
  });
});
