import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { range } from 'd3-array';
import { experiments } from '../../experiments/all';
import { writeInPieces } from '../../files';
import type { Face } from '../../landmarks/face';
import type { LandmarkSet } from '../../landmarks/landmark-set';
import { cachePath } from '../../paths';
import { serveTask } from '../../processes/serve';
import type { TaskContext } from '../../processes/serve';
import { Random } from '../../random';
import { withParameters } from '../../runs/experiment';
import { withLearnedLandmarks } from '../../runs/run';
import type { Dataset } from '../../samples/dataset';
import { ImageFile } from '../../samples/image-file';
import { imagesInMemory } from '../../samples/images';
import type { Images } from '../../samples/images';
import { fit } from '../../training/trainer';

/** One point of a curve of costs: a training on some number of photos of some size. */
export interface ScalingJob {
  /** Name of the experiment whose network is trained. */
  readonly experiment: string;
  readonly photos: number;
  /** Width and height of the photos in pixels. */
  readonly size: number;
  /** Steps after which the training stops; an epoch may end it before. */
  readonly steps: number;
  /** Cores to use. */
  readonly threads: number;
  /** Whether the images are read from the disk, as they are from the cache, or are in memory. */
  readonly from: 'disk' | 'memory';
}

/** What it cost. */
export interface ScalingPoint {
  readonly imagesPerSecond: number;
  readonly steps: number;
  readonly peakMemoryMB: number;
  /** Size of all images. */
  readonly imagesMB: number;
  /** Loss of the last step. */
  readonly loss: number;
}

/** So many images of random pixels are made; a larger set repeats them. */
const DIFFERENT = 64;

/** Photos that are written before the process looks whether it is to stop. */
const AT_A_TIME = 500;

/** Steps before the clock starts: the first ones choose algorithms and fill memory pools. */
const WARM_UP = 3;

async function measure(
  { experiment: name, photos, size, steps, from }: ScalingJob,
  { signal }: Pick<TaskContext<never>, 'signal'>,
): Promise<ScalingPoint> {
  const experiment = experiments.find((one) => one.name === name)!;
  const parameters = withParameters(experiment, { width: size, height: size, epochs: 1 });
  const images =
    from === 'disk' ? await onDisk(photos, size, signal) : repeated(size).select(range(photos).map(repeat));
  const data = withLearnedLandmarks(experiment, {
    training: datasetOf(images, size, experiment.landmarkSet),
    validation: datasetOf(images.select(range(DIFFERENT)), size, experiment.landmarkSet),
  });
  const training = { ...experiment.training(parameters), augmentationRepeats: 1 };
  const network = experiment.network(parameters);
  const stop = new AbortController();
  let done = 0;
  let loss = NaN;
  let began = 0;
  let ended = 0;
  try {
    await fit(network, data, training, {
      signal: AbortSignal.any([signal, stop.signal]),
      onBatch: (step) => {
        done++;
        if (done === WARM_UP) began = performance.now();
        ended = performance.now();
        ({ loss } = step);
        if (done === steps + WARM_UP) stop.abort();
      },
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  return {
    imagesPerSecond: ((done - WARM_UP) * training.batchSize) / ((ended - began) / 1000),
    steps: done - WARM_UP,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
    imagesMB: (photos * size * size) / 1e6,
    loss,
  };
}

const repeat = (image: number): number => image % DIFFERENT;

function repeated(size: number): Images {
  const random = new Random(1);
  const bytes = Uint8Array.from({ length: DIFFERENT * size * size }, () => random.integer(256));
  return imagesInMemory(bytes, size * size);
}

/** The images in a file, read as those in the cache are. It has no name any more, so that nobody need remove it. */
async function onDisk(photos: number, size: number, signal: AbortSignal): Promise<Images> {
  const file = cachePath('bench', `photos-${process.pid}.gray`);
  const few = repeated(size);
  const pixels = size * size;
  await writeInPieces(file, photos * pixels, async (write) => {
    for (let i = 0; i < photos; i++) {
      // Five gigabytes take a while, in which this process may be asked to stop.
      if (i % AT_A_TIME === 0) await setImmediate();
      signal.throwIfAborted();
      write(few.read([repeat(i)]), i * pixels);
    }
  });
  const images = ImageFile.open(file)!.images(pixels);
  rmSync(file);
  return images;
}

function datasetOf(images: Images, size: number, landmarkSet: LandmarkSet): Dataset {
  const random = new Random(2);
  const faces = range(images.count).map((i) => ({ id: String(i), labels: {} }) as Face);
  return {
    landmarkSet,
    faces,
    width: size,
    height: size,
    images,
    landmarks: Float32Array.from({ length: images.count * landmarkSet.count * 2 }, () => random.uniform()),
    crops: faces.map(() => ({ x: 0, y: 0, width: size, height: size })),
    crop: 'photo',
  };
}

serveTask(measure);
