import assert from 'node:assert/strict';
import { clusterAddress } from '../../lib/cluster/address';
import { ParameterError } from '../../lib/parameters/validation';

describe('the place of runs', () => {
  it('is a word, or an address with a port', () => {
    for (const on of ['local', 'auto', 'ray://head:10001', 'ray://10.0.0.1:7', 'ray://[fd00::1]:10001']) {
      assert.equal(clusterAddress(on), on);
    }
    assert.equal(clusterAddress('ray://head.example.org'), 'ray://head.example.org:10001');
  });

  it('says what it may be', () => {
    for (const on of ['', 'head:10001', 'http://head', 'ray://', 'ray://head:port', 'ray://a b', 'slurm']) {
      assert.throws(
        () => clusterAddress(on),
        (error) => error instanceof ParameterError && /local .*, auto .* or ray:\/\/HOST:10001/.test(error.message),
      );
    }
  });
});
