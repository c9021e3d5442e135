import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { jobMaker, nodeSetUp } from '../../lib/cluster/job';
import { decodeMessage, encodeMessage } from '../../lib/cluster/node-task';
import { root } from '../../lib/paths';
import { planRuns } from '../../lib/runs/plan';
import type { RunSpec } from '../../lib/runs/run';
import type { RunMessage } from '../../lib/runs/task';
import { withEnvironment } from '../environment';
import { toy } from '../runs/toy';

describe('a job for a cluster', () => {
  withEnvironment(() => ({ FACES_CACHE: '/somewhere/cache', FACES_DATA: 'photos', FACES_DOWNLOAD: '0' }));
  const setUp = { key: '0123', root: root(), stamp: '{}', cache: '/somewhere/cache' };
  const planned = async (): Promise<RunSpec[]> => planRuns(toy, { repeats: 2 }, '/somewhere/cache/runs');

  it('names its code by a path that begins at the project', async () => {
    const [spec] = await planned();
    const job = jobMaker(setUp)(spec!);
    assert.equal(job.task.spec.source, 'test/runs/toy.ts');
    assert.equal(job.store, spec!.folder);
  });

  it('brings the settings of this machine along, except for its cache', async () => {
    const [spec] = await planned();
    const { defaults, limits } = jobMaker(setUp)(spec!).environment;
    assert.equal(defaults.FACES_DATA, join(root(), 'photos'));
    assert.equal(defaults.FACES_DOWNLOAD, '0');
    assert.equal('FACES_CACHE' in defaults, false);
    assert.equal(limits.OMP_NUM_THREADS, '1');
  });

  it('is refused for code that nodes do not get', async () => {
    const [spec] = await planned();
    const outside = { ...spec!, source: join(dirname(root()), 'elsewhere', 'mine.ts') };
    const make = jobMaker(setUp);
    make(spec!);
    assert.throws(() => make(outside), /mine\.ts lies outside .*, so a cluster does not get it\. Move it there\./);
  });

  it('names the packages by all that decides them', () => {
    const { key } = nodeSetUp();
    assert.match(key, /^[\da-f]{16}$/);
    assert.equal(nodeSetUp().key, key);
  });

  it('sends messages unchanged, also numbers that JSON does not have', () => {
    const progress = { epoch: 1, epochs: 2, batch: 3, batches: 4, secondsToGo: NaN };
    const messages = [
      { kind: 'batch', progress },
      { kind: 'epoch', record: { epoch: 1, validationMse: Infinity } },
    ];
    for (const message of messages as unknown as RunMessage[]) {
      assert.deepEqual(decodeMessage(encodeMessage(message)), message);
    }
  });
});
