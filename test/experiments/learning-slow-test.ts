import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fullFace } from '../../lib/experiments/full-face';
import { nose } from '../../lib/experiments/nose';
import { resnet } from '../../lib/experiments/resnet';
import { hasBfloat16 } from '../../lib/ops/processor';
import type { ParameterValues } from '../../lib/parameters/schema';
import { bestFullFaceExperiment } from '../../lib/recipes/full-face';
import { bestResnetExperiment } from '../../lib/recipes/resnet';
import { withParameters } from '../../lib/runs/experiment';
import type { Experiment } from '../../lib/runs/experiment';
import { planRuns } from '../../lib/runs/plan';
import { meanShapeOf, run, withLearnedLandmarks } from '../../lib/runs/run';

/** A training of about half a minute on two cores, long enough to leave the mean shape. */
interface Trial {
  readonly experiment: Experiment;
  readonly changes: Partial<ParameterValues>;
  /**
   * The error has to be below this multiple of the mean-shape baseline's. Measured on real and on synthetic faces: nose
   * 0.35 and 0.68, full face 0.46 and 0.36, ResNet-18 0.81 and 0.71, recipes 0.28 and 0.41, 0.59 and 0.56.
   */
  readonly below: number;
}

const trials: readonly Trial[] = [
  // Synthetic faces vary more than 15 epochs can learn.
  { experiment: nose, changes: { epochs: 40 }, below: 0.85 },
  // Small images, a shallower network and no augmentation learn in less time; 9 epochs of 8 repetitions are 864 steps.
  {
    experiment: fullFace,
    changes: { width: 80, height: 60, depth: 3, augment: false, epochs: 9 },
    below: 0.7,
  },
  { experiment: resnet, changes: { width: 64, height: 64, subset: 512, augment: false, epochs: 12 }, below: 0.9 },
  { experiment: bestFullFaceExperiment, changes: { width: 80, height: 64, channels: 8, epochs: 15 }, below: 0.7 },
  {
    experiment: bestResnetExperiment,
    changes: { width: 64, height: 64, subset: 512, channels: 8, epochs: 12 },
    below: 0.75,
  },
];

describe('learning', () => {
  let folder: string;
  // Real faces if there are some, synthetic ones elsewhere.
  before(() => (process.env.FACES_DOWNLOAD = '0'));
  after(() => Reflect.deleteProperty(process.env, 'FACES_DOWNLOAD'));
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'learning-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const { experiment, changes, below } of trials) {
    it(`${experiment.name} beats the mean-shape baseline`, async () => {
      const { metric } = experiment;
      // The recipes train in bfloat16 where the processor can.
      const base = withParameters(experiment, { ...changes, ...(!hasBfloat16() && { precision: 'float32' }) });
      const data = withLearnedLandmarks(experiment, await experiment.load(base));
      const baseline = experiment.metrics(meanShapeOf(data), data.validation)[metric.key]!;
      const [spec] = await planRuns(experiment, { base, repeats: 1 }, folder);
      const { metrics } = await run(experiment, spec!);
      const ratio = metrics[metric.key]! / baseline;
      assert.ok(ratio < below, `${metric.title} is ${ratio.toFixed(2)} times the baseline's`);
    });
  }
});
