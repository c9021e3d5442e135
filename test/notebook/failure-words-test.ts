import assert from 'node:assert/strict';
import { failureWords } from '../../lib/notebook/failure-words';

describe('failureWords', () => {
  it('gives both rates, and says none or all where it is so', () => {
    assert.equal(
      failureWords({ at8: 38.6, at10: 14.62 }),
      'The NME exceeds 8% on 38.6% of the faces and 10% on 14.6%.',
    );
    assert.equal(
      failureWords({ at8: 3, at10: 0 }, 'hands'),
      'The NME exceeds 8% on 3.0% of the hands and 10% on none.',
    );
    assert.equal(failureWords({ at8: 100, at10: 50 }), 'The NME exceeds 8% on all of the faces and 10% on 50.0%.');
    assert.equal(failureWords({ at8: 100, at10: 100 }), 'The NME exceeds 10% on all of the faces.');
    assert.equal(failureWords({ at8: 0, at10: 0 }), 'The NME exceeds 8% on none of the faces.');
  });
});
