import { rmSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { experiments } from '../../experiments/all';
import { checksumOf, checkWritable, readSealed, writeCache } from '../../files';
import { cachePath } from '../../paths';
import { runInProcess } from '../../processes/pool';
import { showProgress } from '../../progress';
import { publishBench } from '../../report/bench/page';
import { codeFingerprint } from '../../runs/key';
import type { ScalingJob, ScalingPoint } from './scaling-run';
import { lineOf, scalingSections } from './scaling-sections';
import type { Measured } from './scaling-sections';

const base: Omit<ScalingJob, 'threads'> = { experiment: 'nose', photos: 2000, size: 96, steps: 120, from: 'disk' };

/** What is measured: the numbers of photos, the sizes, and the networks that are trained on one core and on two. */
export interface ScalingPlan {
  readonly photos: readonly number[];
  readonly sizes: readonly number[];
  readonly cores: readonly Pick<ScalingJob, 'experiment' | 'size' | 'steps'>[];
  /** Steps of the first two, and the size of the photos of the first. */
  readonly steps: number;
  readonly photoSize: number;
}

/** 10 to 20 minutes on two cores. The largest set needs 5 GB of the disk. */
export const SCALING: ScalingPlan = {
  photos: [200, 2000, 20_000, 100_000],
  sizes: [32, 64, 96, 128, 160, 224],
  cores: [
    { experiment: 'nose', size: 80, steps: 150 },
    { experiment: 'full-face', size: 120, steps: 100 },
    { experiment: 'resnet', size: 224, steps: 20 },
  ],
  steps: 120,
  photoSize: 224,
};

/**
 * Measures what training costs as the number of photos, their size and the number of cores grow; writes `bench.json` and
 * `bench.html`. What an interrupted measurement has is kept for the next one, as long as the code is the same.
 *
 * @param folder The reports' folder.
 * @param plan What to measure.
 * @returns Path of the page.
 * @throws UserError when the disk has no room for the largest set.
 */
export async function benchScaling(folder: string, plan: ScalingPlan): Promise<string> {
  const threads = availableParallelism();
  const all = { ...base, steps: plan.steps, threads };
  const ofPhotos = plan.photos.map((photos): ScalingJob => ({ ...all, photos, size: plan.photoSize }));
  const ofSizes = plan.sizes.map((size): ScalingJob => ({ ...all, size }));
  const ofCores = plan.cores.map((one) => [1, 2].map((count): ScalingJob => ({ ...all, ...one, threads: count })));
  checkWritable(cachePath('bench'), Math.max(...ofPhotos.map(({ photos, size }) => photos * size * size)));
  const kept = new Kept();
  const jobs = [...ofPhotos, ...ofSizes, ...ofCores.flat()];
  const progress = showProgress('Measuring', jobs.length, 'trainings');
  const measured = new Map<ScalingJob, Measured>();
  try {
    for (const job of jobs) {
      const one = { job, point: await kept.orElse(job, () => run(job)) };
      measured.set(job, one);
      console.log(lineOf(one));
      progress.update(measured.size);
    }
  } finally {
    progress.stop();
  }
  const of = (job: ScalingJob): Measured => measured.get(job)!;
  const sections = scalingSections(
    ofPhotos.map(of),
    ofSizes.map(of),
    ofCores.map(([one, two]) => [of(one!), of(two!)]),
  );
  let file = '';
  for (const [name, section] of Object.entries(sections)) file = publishBench(folder, name, section);
  kept.remove();
  return file;
}

const run = (job: ScalingJob): Promise<ScalingPoint> =>
  runInProcess(join(__dirname, 'scaling-run.ts'), job, { threads: job.threads });

/** Points of a measurement that is not finished. */
class Kept {
  private readonly file = cachePath('bench', 'scaling.json');
  private readonly points = (readSealed(this.file) ?? {}) as Record<string, ScalingPoint>;
  private readonly code = experiments.map(({ source }) => codeFingerprint(source));

  async orElse(job: ScalingJob, measure: () => Promise<ScalingPoint>): Promise<ScalingPoint> {
    const machine = [process.versions.node, cpus()[0]?.model];
    const key = checksumOf(JSON.stringify([job, this.code, machine]));
    const point = this.points[key] ?? (await measure());
    this.points[key] = point;
    writeCache(this.file, this.points);
    return point;
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }
}
