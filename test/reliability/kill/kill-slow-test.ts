import assert from 'node:assert/strict';
import { kill } from './kill';
import { works } from './works';

describe('work that is killed', () => {
  for (const name of Object.keys(works)) {
    it(`goes on when it is called again, and leaves nothing else (${name})`, async () => {
      const { faults, kills, orphans, filesLeft } = (await kill({ names: [name], kills: 2, seed: 2 }))[name]!;
      assert.deepEqual(faults, []);
      assert.deepEqual({ kills, orphans, filesLeft }, { kills: 2, orphans: 0, filesLeft: 0 });
    });
  }
});
