import assert from 'node:assert/strict';
import type { ScalingJob } from '../../../lib/commands/common/scaling-run';
import { scalingSections, serialShare } from '../../../lib/commands/common/scaling-sections';
import type { Measured } from '../../../lib/commands/common/scaling-sections';

function measured(job: Partial<ScalingJob>, imagesPerSecond: number): Measured {
  const whole: ScalingJob = { experiment: 'nose', photos: 200, size: 100, steps: 5, threads: 2, from: 'disk', ...job };
  const imagesMB = (whole.photos * whole.size ** 2) / 1e6;
  return { job: whole, point: { imagesPerSecond, steps: 5, peakMemoryMB: 300.4, imagesMB, loss: 1 } };
}

describe('commands/common/scaling-sections', () => {
  it('computes the serial share and the speed on more cores by Amdahl’s law', () => {
    // A step of 1 s of which 0.2 s are serial takes 0.6 s on two cores and 0.4 s on four.
    assert.ok(Math.abs(serialShare({ imagesPerSecond: 1 }, { imagesPerSecond: 1 / 0.6 }) - 0.2) < 1e-12);
    assert.equal(serialShare({ imagesPerSecond: 1 }, { imagesPerSecond: 2.1 }), 0);
    const pair = [measured({ threads: 1 }, 10), measured({}, 10 / 0.6)] as const;
    const sections = scalingSections([measured({}, 10)], [measured({}, 10)], [pair]);
    const { rows, text } = sections['scaling-cores']!;
    assert.deepEqual(
      rows.map(({ cores, kind, speedup, imagesPerSecond }) => [cores, kind, speedup, imagesPerSecond]),
      [
        [1, 'measured', 1, 10],
        [2, 'measured', 1.67, 16.7],
        [4, 'computed', 2.5, 25],
        [8, 'computed', 3.33, 33.3],
        [16, 'computed', 4, 40],
      ],
    );
    assert.match(text, /nose, 100x100: 20%/);
  });

  it('computes the time of an epoch from the speed, and says what the largest set takes', () => {
    const photos = [measured({}, 100), measured({ photos: 100_000 }, 50)];
    const { rows, text } = scalingSections(photos, photos, [])['scaling-photos']!;
    assert.deepEqual(
      rows.map(({ secondsPerEpoch, imagesMB }) => [secondsPerEpoch, imagesMB]),
      [
        [2, 2],
        [2000, 1000],
      ],
    );
    assert.match(text, /100,000 photos are 1,000 MB of pixels; training on them takes 300 MB of memory/);
  });
});
