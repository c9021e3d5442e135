import { augmentedBatch, batchIndices, batchOf } from '../../transforms/batch';
import type { Face } from '../../landmarks/face';
import { ibug68 } from '../../landmarks/ibug68';
import { imm58 } from '../../landmarks/imm58';
import { experiments } from '../../experiments/all';
import { withParameters } from '../../runs/experiment';
import { learnedSamples } from '../../runs/run';
import { tf } from '../../ops/tensorflow';
import { Random } from '../../random';
import type { Samples } from '../../samples/dataset';
import { train } from '../../training/trainer';
import type { BenchJob, BenchResult } from './bench-result';

/** What one side of a benchmark measures in a process of its own: training on random pictures. */
async function measure(job: BenchJob): Promise<BenchResult> {
  const experiment = experiments.find(({ name }) => name === job.experiment)!;
  const { width, height, batchSize, precision } = job;
  const parameters = withParameters(experiment, { width, height, batchSize, precision, epochs: job.epochs });
  const scheme = job.experiment === 'resnet' ? ibug68 : imm58;
  const samples = learnedSamples(experiment, {
    training: randomSamples(job.pictures, width, height, scheme),
    validation: randomSamples(job.validation, width, height, scheme),
  });
  const training = experiment.training(parameters);
  const network = experiment.network(parameters);
  // The first steps choose algorithms and fill memory pools; they are no part of any long training.
  const few = { training: firstOf(samples.training, 3 * batchSize), validation: firstOf(samples.validation, 1) };
  await train(network, few, { ...training, epochs: 1 });
  const stop = new AbortController();
  const began = performance.now();
  let done = 0;
  try {
    await train(network, samples, training, {
      signal: stop.signal,
      onBatch: () => {
        done += batchSize;
        if (job.seconds > 0 && performance.now() - began > 1000 * job.seconds) stop.abort();
      },
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  const seconds = (performance.now() - began) / 1000;
  const inputSeconds = secondsOfInput(samples.training, training.augmentation ?? null, batchSize);
  return {
    imagesPerSecond: done / seconds,
    seconds,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
    version: `TensorFlow through tfjs-node ${tf.version_core}`,
    inputShare: (inputSeconds / batchSize) * (done / seconds),
  };
}

/** Seconds that making one batch takes, augmentation included. */
function secondsOfInput(
  samples: Samples,
  augmentation: Parameters<typeof augmentedBatch>[2] | null,
  batchSize: number,
): number {
  const size = { width: samples.width, height: samples.height };
  const batches = batchIndices(samples.faces.length, batchSize).slice(0, 12);
  const began = performance.now();
  for (const [i, indices] of batches.entries()) {
    const { pictures, points } = augmentation
      ? augmentedBatch(samples, indices, augmentation, new Random(i), size)
      : batchOf(samples, indices);
    tf.dispose([pictures, points]);
  }
  return (performance.now() - began) / 1000 / batches.length;
}

function randomSamples(count: number, width: number, height: number, scheme: typeof imm58): Samples {
  const random = new Random(1);
  return {
    scheme,
    width,
    height,
    faces: Array.from({ length: count }, (_, i) => ({ id: String(i), labels: {} }) as Face),
    pictures: Uint8Array.from({ length: count * width * height }, () => random.integer(256)),
    points: Float32Array.from({ length: count * scheme.count * 2 }, () => random.uniform()),
    windows: Array.from({ length: count }, () => ({ x: 0, y: 0, width, height })),
  };
}

function firstOf(samples: Samples, count: number): Samples {
  const { scheme, width, height } = samples;
  return {
    ...samples,
    faces: samples.faces.slice(0, count),
    pictures: samples.pictures.slice(0, count * width * height),
    points: samples.points.slice(0, count * scheme.count * 2),
  };
}

process.once('message', (job: BenchJob) => {
  void measure(job).then((result) => process.send!(result, () => process.exit(0)));
});
