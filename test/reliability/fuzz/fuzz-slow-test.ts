import assert from 'node:assert/strict';
import { fuzz } from './fuzz';
import { loaders } from './loaders';

describe('changed files are read, doubted or refused, and nothing else', () => {
  for (const name of Object.keys(loaders)) {
    it(name, async () => {
      const { inputs, faults } = await fuzz({ name, from: 0, to: 25, seed: 7 });
      assert.deepEqual(faults, []);
      assert.equal(inputs, 25);
    });
  }
});
