import assert from 'node:assert/strict';
import { documentedExports, faultsOf } from './examples';
import type { Documented } from './examples';

describe('the exports of ./lib/notebook', function () {
  this.timeout(120_000);
  let documented: readonly Documented[];
  before(() => (documented = documentedExports()));

  it('have an example each', () => {
    assert.ok(documented.length > 50);
    assert.deepEqual(
      documented.filter(({ examples }) => examples.length === 0).map(({ name }) => name),
      [],
    );
  });

  it('have examples that compile', () => {
    assert.deepEqual(faultsOf(documented), []);
    const wrong = documented.map((one) =>
      one.name === 'splitTable' ? { ...one, examples: ['splitTable(5)', 'noSuchFunction()'] } : one,
    );
    assert.deepEqual(
      faultsOf(wrong).map((fault) => fault.replace(/:.*/, '')),
      ['splitTable', 'splitTable'],
    );
  });
});
