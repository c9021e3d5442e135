import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchScaling } from '../../../lib/commands/common/bench-scaling';
import type { ScalingPlan } from '../../../lib/commands/common/bench-scaling';
import { readBench } from '../../../lib/report/bench/record';
import { temporaryFolder, withEnvironment } from '../../environment';

describe('bench scaling', () => {
  const folder = temporaryFolder();
  withEnvironment(() => ({ FACES_CACHE: join(folder(), 'cache') }));

  it('measures all points, continues where it was interrupted, and writes the record and the page', async () => {
    const photos = [64, 128];
    const plan: ScalingPlan = { photos, sizes: [], cores: [], steps: 2, photoSize: 32 };
    const interrupted = { ...plan, cores: [{ experiment: 'none', size: 32, steps: 1 }], sizes: [32] };
    await assert.rejects(benchScaling(folder(), interrupted));
    assert.ok(existsSync(join(folder(), 'cache/bench/scaling.json')));
    const whole = { ...plan, cores: [{ experiment: 'nose', size: 32, steps: 2 }], sizes: [32] };
    const page = await benchScaling(folder(), whole);
    const { sections } = readBench(folder());
    assert.deepEqual(Object.keys(sections), ['scaling-photos', 'scaling-size', 'scaling-cores']);
    assert.deepEqual(
      sections['scaling-photos']!.rows.map((row) => row.photos),
      photos,
    );
    assert.match(readFileSync(page, 'utf8'), /Amdahl/);
    assert.ok(!existsSync(join(folder(), 'cache/bench/scaling.json')));
  });
});
