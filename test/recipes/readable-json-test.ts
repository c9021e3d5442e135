import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readableJson } from '../../lib/recipes/readable-json';

describe('recipes/readable-json', () => {
  it('gives lists of numbers, short objects and objects in lists one line each', () => {
    const long = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`parameter${i}`, i]));
    const value = { nme: 3.65, short: { mean: 1, sd: null }, numbers: [1, 2.5, 3], list: [long, { a: [1] }], long };
    const lines = readableJson(value).split('\n');
    assert.equal(lines[1], '  "nme": 3.65,');
    assert.equal(lines[2], '  "short": { "mean": 1, "sd": null },');
    assert.equal(lines[3], '  "numbers": [1, 2.5, 3],');
    assert.ok(lines[5]!.startsWith('    { "parameter0": 0, ') && lines[5]!.endsWith(' },'), lines[5]);
    assert.equal(lines.at(-3), '    "parameter19": 19');
  });

  it('is the same data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        assert.deepEqual(JSON.parse(readableJson(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
