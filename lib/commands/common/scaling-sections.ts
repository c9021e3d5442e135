import { count, fixed, percent, significant } from '../../format';
import type { BenchSection } from '../../report/bench/record';
import { machine, rounded } from './bench-machine';
import type { ScalingJob, ScalingPoint } from './scaling-run';

/** A job and what it cost. */
export interface Measured {
  readonly job: ScalingJob;
  readonly point: ScalingPoint;
}

/** The parts of the benchmarks by their names. */
export type Sections = Readonly<Record<string, BenchSection>>;

const COMMAND = 'npm run bench -- scaling';

/** Cores to compute the speed on from what one and two of them measured. */
const MORE_CORES = [4, 8, 16];

const SPEED = { key: 'imagesPerSecond', title: 'Training (images/s)', decimals: 1 };
const MEMORY = { key: 'peakMemoryMB', title: 'Peak memory (MB)' };
const LENGTH = { key: 'secondsPerEpoch', title: 'Time of an epoch (s)', decimals: 1 };
const SPEEDUP = { key: 'speedup', title: 'Speed relative to one core' };
const PHOTOS = { key: 'photos', title: 'Photos' };
const SIZE = { key: 'size', title: 'Width and height (px)' };
const CORES = { key: 'cores', title: 'Cores' };

/**
 * What was measured as parts of the benchmarks: cost against the number of photos, their size, and the number of cores.
 *
 * @param photos The jobs with different numbers of photos.
 * @param sizes Those with different sizes.
 * @param cores For each experiment, the jobs on one core and on two.
 */
export function scalingSections(
  photos: readonly Measured[],
  sizes: readonly Measured[],
  cores: readonly (readonly [Measured, Measured])[],
): Sections {
  const how = { command: COMMAND, measured: new Date().toISOString() };
  const measuredOn = `${machine()}; Node.js ${process.versions.node}; one round.`;
  const largest = photos.at(-1)!;
  const [imagesMB, memory] = [largest.point.imagesMB, largest.point.peakMemoryMB];
  return {
    'scaling-photos': {
      ...how,
      measuredOn,
      title: 'Cost against the number of photos',
      text:
        `The network of the nose, ${sizeOf(largest.job)}, batch 16, on images of random pixels that are read from the disk. ` +
        `${fixed(largest.job.photos, 0)} photos are ${fixed(imagesMB, 0)} MB of pixels; training on them takes ${fixed(memory, 0)} MB of memory ` +
        'at its peak, landmarks and network included. ' +
        `The speed is that of up to ${largest.job.steps} steps; the time of an epoch follows from it, without validation.`,
      columns: [PHOTOS, { key: 'imagesMB', title: 'Pixels (MB)' }, SPEED, LENGTH, MEMORY],
      rows: photos.map(rowOf),
      charts: [
        chartOf('Time of an epoch by the number of photos.', PHOTOS, LENGTH, { series: 'size', log: 'both' }),
        chartOf('Peak memory by the number of photos.', PHOTOS, MEMORY, { series: 'size', log: 'x' }),
      ],
    },
    'scaling-size': {
      ...how,
      measuredOn,
      title: 'Cost against the size of the input',
      text: `The network of the nose on ${fixed(sizes[0]!.job.photos, 0)} images of random pixels, batch 16.`,
      columns: [SIZE, SPEED, LENGTH, MEMORY],
      rows: sizes.map(rowOf),
      charts: [
        chartOf('Training speed by the size of the input.', SIZE, SPEED, { series: 'photos', log: 'both' }),
        chartOf('Peak memory by the size of the input.', SIZE, MEMORY, { series: 'photos' }),
      ],
    },
    'scaling-cores': {
      ...how,
      measuredOn,
      title: 'Cost against the number of cores',
      text:
        `Measured on one core and on two. On more, computed by Amdahl's law from the share of a step that does not become ` +
        `faster with the second core: ${cores.map(([one, two]) => `${nameOf(one.job)}: ${percent(100 * serialShare(one.point, two.point), 0)}`).join('; ')}. ` +
        'The computed speeds were not measured.',
      columns: [{ key: 'network', title: 'Network' }, CORES, { key: 'kind', title: 'How it is known' }, SPEEDUP, SPEED],
      rows: cores.flatMap(([one, two]) => coreRows(one, two)),
      charts: [
        chartOf('Speed relative to one core by the number of cores; from four on, computed.', CORES, SPEEDUP, {
          series: 'network',
        }),
      ],
    },
  };
}

/**
 * The share of a step on one core that a second core does not make faster, by Amdahl's law: with two, a step takes
 * s + (1 - s) / 2 of the time.
 *
 * @returns 0..1.
 */
export function serialShare(
  one: Pick<ScalingPoint, 'imagesPerSecond'>,
  two: Pick<ScalingPoint, 'imagesPerSecond'>,
): number {
  return Math.min(1, Math.max(0, (2 * one.imagesPerSecond) / two.imagesPerSecond - 1));
}

function coreRows(one: Measured, two: Measured): BenchSection['rows'] {
  const [network, speed] = [nameOf(one.job), one.point.imagesPerSecond];
  const serial = serialShare(one.point, two.point);
  const row = (cores: number, kind: 'measured' | 'computed', speedup: number): BenchSection['rows'][number] => ({
    network,
    cores,
    kind,
    speedup: rounded(speedup),
    imagesPerSecond: rounded(speedup * speed),
  });
  return [
    row(1, 'measured', 1),
    row(2, 'measured', two.point.imagesPerSecond / speed),
    ...MORE_CORES.map((cores) => row(cores, 'computed', 1 / (serial + (1 - serial) / cores))),
  ];
}

function rowOf({ job, point }: Measured): BenchSection['rows'][number] {
  return {
    photos: job.photos,
    size: job.size,
    imagesMB: rounded(point.imagesMB),
    imagesPerSecond: rounded(point.imagesPerSecond),
    secondsPerEpoch: rounded(job.photos / point.imagesPerSecond),
    peakMemoryMB: Math.round(point.peakMemoryMB),
    steps: point.steps,
  };
}

const sizeOf = ({ size }: ScalingJob): string => `${size}x${size}`;
const nameOf = (job: ScalingJob): string => `${job.experiment}, ${sizeOf(job)}`;

interface Axis {
  readonly key: string;
  readonly title: string;
}

/** A chart with a line for each value of the column `series`. */
function chartOf(
  caption: string,
  { key, title }: Axis,
  y: Axis,
  { series, log }: { readonly series: string; readonly log?: 'x' | 'both' },
): BenchSection['charts'][number] {
  return {
    caption,
    x: { key, title, log: log !== undefined },
    y: { key: y.key, title: y.title, log: log === 'both' },
    series,
  };
}

/** One line about a job, for the terminal. */
export const lineOf = ({ job, point }: Measured): string =>
  `${nameOf(job)}, ${fixed(job.photos, 0)} photos, ${count(job.threads, 'core')}: ${significant(point.imagesPerSecond)} images/s, ` +
  `${fixed(point.peakMemoryMB, 0)} MB at peak`;
