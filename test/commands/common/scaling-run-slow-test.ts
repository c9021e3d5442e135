import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScalingJob, ScalingPoint } from '../../../lib/commands/common/scaling-run';
import { runInProcess } from '../../../lib/processes/pool';
import { temporaryFolder, withEnvironment } from '../../environment';

describe('commands/common/scaling-run', () => {
  const folder = temporaryFolder();
  withEnvironment(() => ({ FACES_CACHE: folder() }));

  const train = (job: Partial<ScalingJob>, signal?: AbortSignal): Promise<ScalingPoint> => {
    const whole: ScalingJob = { experiment: 'nose', photos: 640, size: 64, steps: 5, threads: 1, from: 'disk', ...job };
    return runInProcess(join(__dirname, '../../../lib/commands/common/scaling-run.ts'), whole, {
      threads: 1,
      ...(signal && { signal }),
    });
  };

  it('trains alike on images from the disk and in memory, and leaves no file', async () => {
    const [disk, memory] = [await train({ from: 'disk' }), await train({ from: 'memory' })];
    assert.equal(disk.loss, memory.loss);
    assert.equal(disk.steps, 5);
    assert.deepEqual(await readdir(join(folder(), 'bench')), []);
  });

  it('stops when it is asked to, while it writes images and while it trains, and leaves no file', async () => {
    for (const job of [{ photos: 400_000 }, { photos: 64_000, from: 'memory', steps: 10_000 }] as const) {
      await assert.rejects(train(job, AbortSignal.timeout(1000)), { name: 'TimeoutError' });
    }
    assert.deepEqual(await readdir(join(folder(), 'bench')), []);
  });

  it('trains on more images than the memory it takes', async () => {
    const [few, many] = [await train({ photos: 640 }), await train({ photos: 100_000 })];
    const [images, grown] = [many.imagesMB - few.imagesMB, many.peakMemoryMB - few.peakMemoryMB];
    assert.ok(grown < images / 2, `${images} MB of images took ${grown} MB of memory`);
  });
});
