import { range } from 'd3-array';
import { experiments } from '../../experiments/all';
import type { Face } from '../../landmarks/face';
import type { LandmarkSet } from '../../landmarks/landmark-set';
import { isOnGpu } from '../../ops/backend';
import { tf } from '../../ops/tensorflow';
import { serveTask } from '../../processes/serve';
import type { TaskContext } from '../../processes/serve';
import { Random } from '../../random';
import { withParameters } from '../../runs/experiment';
import { withLearnedLandmarks } from '../../runs/run';
import type { Dataset } from '../../samples/dataset';
import { imagesInMemory } from '../../samples/images';
import { fit } from '../../training/trainer';
import type { AugmentationParameters } from '../../transforms/augmentation';
import { batchIndices, makeAugmentedBatch, makeBatch } from '../../transforms/batch';

/** What both sides of a benchmark do, this library and PyTorch. */
export interface BenchJob {
  /** Name of the experiment. */
  readonly experiment: string;
  /** Size of the network's input in pixels. */
  readonly width: number;
  readonly height: number;
  readonly batchSize: number;
  readonly precision: 'float32' | 'bfloat16';
  /** Cores to use. */
  readonly threads: number;
  /** Number of random images to train with, and to validate with after each epoch. */
  readonly images: number;
  readonly validation: number;
  readonly epochs: number;
  /** Seconds after which the training stops; 0 trains all epochs. */
  readonly seconds: number;
}

/** What one side of a benchmark measured. */
export interface BenchResult {
  readonly imagesPerSecond: number;
  /** Duration of the whole training. */
  readonly seconds: number;
  readonly peakMemoryMB: number;
  /** The software, e.g. `PyTorch 2.15`. */
  readonly version: string;
  /** What it ran on. */
  readonly device: 'cpu' | 'gpu';
  /** Fraction of a step that data loading and augmentation take; not measured in PyTorch. */
  readonly inputShare?: number;
}

/** Trains on random images and measures the speed: this library's side of a benchmark. */
async function measure(job: BenchJob, { signal }: Pick<TaskContext<never>, 'signal'>): Promise<BenchResult> {
  const experiment = experiments.find(({ name }) => name === job.experiment)!;
  const { width, height, batchSize, precision } = job;
  const parameters = withParameters(experiment, { width, height, batchSize, precision, epochs: job.epochs });
  const { landmarkSet } = experiment;
  const data = withLearnedLandmarks(experiment, {
    training: randomDataset(job.images, width, height, landmarkSet),
    validation: randomDataset(job.validation, width, height, landmarkSet),
  });
  // Both sides validate after each pass over the images.
  const training = { ...experiment.training(parameters), augmentationRepeats: 1 };
  const network = experiment.network(parameters);
  // Warm-up: the first steps choose algorithms and fill memory pools, which a long training hardly notices.
  const warmUp = { training: firstOf(data.training, 3 * batchSize), validation: firstOf(data.validation, 1) };
  await fit(network, warmUp, { ...training, epochs: 1 }, { signal });
  const stop = new AbortController();
  const began = performance.now();
  let done = 0;
  try {
    await fit(network, data, training, {
      signal: AbortSignal.any([signal, stop.signal]),
      onBatch: () => {
        done += batchSize;
        if (job.seconds > 0 && performance.now() - began > 1000 * job.seconds) stop.abort();
      },
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  const seconds = (performance.now() - began) / 1000;
  const inputSeconds = secondsOfInput(data.training, training.augmentation ?? null, batchSize);
  return {
    imagesPerSecond: done / seconds,
    seconds,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
    version: `TensorFlow through tfjs-node ${tf.version_core}`,
    device: isOnGpu() ? 'gpu' : 'cpu',
    inputShare: (inputSeconds / batchSize) * (done / seconds),
  };
}

/** Seconds to load and augment one batch. */
function secondsOfInput(dataset: Dataset, augmentation: AugmentationParameters | null, batchSize: number): number {
  const size = { width: dataset.width, height: dataset.height };
  const batches = batchIndices(dataset.faces.length, batchSize).slice(0, 12);
  const began = performance.now();
  for (const [i, indices] of batches.entries()) {
    const { images, landmarks } = augmentation
      ? makeAugmentedBatch(dataset, indices, augmentation, new Random(i), size)
      : makeBatch(dataset, indices);
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
    images: imagesInMemory(
      Uint8Array.from({ length: count * width * height }, () => random.integer(256)),
      width * height,
    ),
    landmarks: Float32Array.from({ length: count * landmarkSet.count * 2 }, () => random.uniform()),
    crops: Array.from({ length: count }, () => ({ x: 0, y: 0, width, height })),
    crop: 'photo',
  };
}

function firstOf(dataset: Dataset, most: number): Dataset {
  const count = Math.min(most, dataset.faces.length);
  const { landmarkSet } = dataset;
  return {
    ...dataset,
    faces: dataset.faces.slice(0, count),
    images: dataset.images.select(range(count)),
    landmarks: dataset.landmarks.slice(0, count * landmarkSet.count * 2),
  };
}

serveTask(measure);
