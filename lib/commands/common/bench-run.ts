import { makeAugmentedBatch, batchIndices, makeBatch } from '../../transforms/batch';
import type { Face } from '../../landmarks/face';
import type { LandmarkSet } from '../../landmarks/landmark-set';
import { experiments } from '../../experiments/all';
import { withParameters } from '../../runs/experiment';
import { withLearnedLandmarks } from '../../runs/run';
import { serveTask } from '../../processes';
import { tf } from '../../ops/tensorflow';
import { Random } from '../../random';
import type { Dataset } from '../../samples/dataset';
import { fit } from '../../training/trainer';
import type { BenchJob, BenchResult } from './bench-result';

/** What one side of a benchmark measures in a process of its own: training on random images. */
async function measure(job: BenchJob): Promise<BenchResult> {
  const experiment = experiments.find(({ name }) => name === job.experiment)!;
  const { width, height, batchSize, precision } = job;
  const parameters = withParameters(experiment, { width, height, batchSize, precision, epochs: job.epochs });
  const landmarkSet = experiment.landmarkSet;
  const samples = withLearnedLandmarks(experiment, {
    training: randomDataset(job.images, width, height, landmarkSet),
    validation: randomDataset(job.validation, width, height, landmarkSet),
  });
  const training = experiment.training(parameters);
  const network = experiment.network(parameters);
  // The first steps choose algorithms and fill memory pools; they are no part of any long training.
  const few = { training: firstOf(samples.training, 3 * batchSize), validation: firstOf(samples.validation, 1) };
  await fit(network, few, { ...training, epochs: 1 });
  const stop = new AbortController();
  const began = performance.now();
  let done = 0;
  try {
    await fit(network, samples, training, {
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
  samples: Dataset,
  augmentation: Parameters<typeof makeAugmentedBatch>[2] | null,
  batchSize: number,
): number {
  const size = { width: samples.width, height: samples.height };
  const batches = batchIndices(samples.faces.length, batchSize).slice(0, 12);
  const began = performance.now();
  for (const [i, indices] of batches.entries()) {
    const { images, landmarks } = augmentation
      ? makeAugmentedBatch(samples, indices, augmentation, new Random(i), size)
      : makeBatch(samples, indices);
    tf.dispose([images, landmarks]);
  }
  return (performance.now() - began) / 1000 / batches.length;
}

function randomDataset(count: number, width: number, height: number, landmarkSet: LandmarkSet): Dataset {
  const random = new Random(1);
  return {
    landmarkSet,
    width,
    height,
    faces: Array.from({ length: count }, (_, i) => ({ id: String(i), labels: {} }) as Face),
    images: Uint8Array.from({ length: count * width * height }, () => random.integer(256)),
    landmarks: Float32Array.from({ length: count * landmarkSet.count * 2 }, () => random.uniform()),
    crops: Array.from({ length: count }, () => ({ x: 0, y: 0, width, height })),
  };
}

function firstOf(samples: Dataset, count: number): Dataset {
  const { landmarkSet, width, height } = samples;
  return {
    ...samples,
    faces: samples.faces.slice(0, count),
    images: samples.images.slice(0, count * width * height),
    landmarks: samples.landmarks.slice(0, count * landmarkSet.count * 2),
  };
}

serveTask(measure);
