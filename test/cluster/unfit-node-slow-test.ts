import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rayPackages } from '../../lib/cluster/driver';
import { withCluster } from '../../lib/cluster/with-cluster';
import { sweep } from '../../lib/runs/sweep';
import { generateImm } from '../../lib/synthetic/generate';
import { temporaryFolders, withEnvironment } from '../environment';
import { collectNotices } from '../notices';
import { SILENT } from '../runs/silent';
import { drawn } from './drawn';
import { startsOf } from './judge';
import { ClusterNetwork, whyNoNetwork } from './network';

describe('a node of a Ray cluster without the data', () => {
  const notices = collectNotices();
  const newFolder = temporaryFolders();
  const data = newFolder();
  withEnvironment(() => ({ FACES_DATA: data }));

  it('is named and gets no more runs; others do them, and without others the runs fail', async function () {
    const why = whyNoNetwork();
    if (why !== undefined) {
      console.log(why);
      this.skip();
    }
    await generateImm(join(data, 'imm_face_db'), { seed: 1, people: 8 });
    const empty = newFolder();
    mkdirSync(join(empty, 'imm_face_db'));
    const network = new ClusterNetwork(await rayPackages());
    const onCluster = () =>
      withCluster(drawn, { on: network.address, folder: newFolder(), display: SILENT }, (options) =>
        sweep(drawn, { base: { epochs: 1 }, repeats: 4 }, options),
      );
    try {
      const without = await network.addNode(empty);
      const lacks = new RegExp(
        `Node ${without.address} \\(.+\\): .*/imm_face_db: there are no annotations of the IMM Face Database in this ` +
          'folder\\. .* It looked in .* Put the data sets there, or name their folder in FACES_DATA',
      );
      await assert.rejects(onCluster(), (error: Error) => {
        assert.match(error.message, /No node can do this run\.\n/);
        assert.match(error.message, lacks);
        return true;
      });

      const node = await network.addNode(data);
      const { runs, failures } = await onCluster();
      assert.deepEqual([runs.length, failures], [4, []]);
      assert.equal(startsOf([node]).length, 4);
      assert.deepEqual(startsOf([without]), []);
      // Told once, although it lacks the data in both sweeps.
      const named = notices.filter((text) => lacks.test(text));
      assert.equal(named.length, 1, named.join('\n'));
      assert.match(named[0]!, / It gets no more runs\.$/);
    } finally {
      await network.dispose();
    }
  });
});
