import { existsSync, readFileSync } from 'node:fs';
import { DataError } from '../errors';
import { writeWhole } from '../files';
import { findMetric } from '../metrics/metric';
import type { Metric } from '../metrics/metric';
import type { Metrics } from '../metrics/samples';
import { meanAndSd } from '../metrics/statistics';
import type { ParameterValues } from '../parameters/schema';
import { weightsPath } from '../paths';
import type { Provenance } from '../runs/provenance';
import type { EpochRecord } from '../training/record';
import type { AblationStep } from './ablation';
import { readableJson } from './readable-json';

/** One training of a best recipe, evaluated on the validation faces. */
export interface BestRun {
  readonly seed: number;
  /** Duration of the training. */
  readonly seconds: number;
  readonly metrics: Metrics;
  readonly epochs: readonly EpochRecord[];
}

/** How a best recipe came about and what it reaches. */
export interface BestRecord {
  /** Of the recipe. */
  readonly name: string;
  readonly title: string;
  /** Name of the recipe that the network was made for. */
  readonly network: string;
  /** Indices of the network's landmarks that the recipe is about; all of them if left out. */
  readonly landmarks?: readonly number[];
  /** The metric that the recipe was chosen by. */
  readonly metric: Metric;
  readonly parameters: Partial<ParameterValues>;
  /** Number of trainable parameters of the network. */
  readonly networkParameters: number;
  /** The steps that led to the recipe; empty until `npm run best -- <name> --ablation` has measured them. */
  readonly ablation: readonly AblationStep[];
  readonly runs: readonly BestRun[];
  /** The first run's predictions for the validation faces: fractions of the images, shape [N, 2K]. */
  readonly predictions: readonly number[];
  /** Ids of these faces, and their mean errors in that run in the metric's measure. */
  readonly photos: readonly { readonly id: string; readonly error: number }[];
  readonly provenance: Provenance;
}

/** The part of a record's file that is about the trainings. */
type Trainings = Pick<BestRecord, 'parameters' | 'networkParameters' | 'runs' | 'predictions' | 'provenance'> & {
  /** Ids of the validation faces. */
  readonly photos: readonly string[];
};

/** A record's file. One that reuses the network of another recipe leaves the trainings to that one's file. */
interface RecordFile extends Pick<BestRecord, 'name' | 'title' | 'network' | 'landmarks' | 'ablation'> {
  /** Key of the metric. */
  readonly metric: string;
  /** The recipe's metrics, mean and standard deviation over its runs, rounded: for people, the program ignores them. */
  readonly results: Metrics;
  /** Mean error of each validation face. */
  readonly errors: readonly number[];
}

/**
 * Where a recipe's record, its card and its network's weights are kept.
 *
 * @param recipe The recipe or its record.
 * @returns Absolute paths.
 */
export const bestFiles = ({ name, network }: Pick<BestRecord, 'name' | 'network'>) => ({
  record: weightsPath(`${name}.json`),
  card: weightsPath(`${name}.md`),
  weights: weightsPath(`${network}.safetensors`),
});

/**
 * Reads the record of a best recipe.
 *
 * @param name Of the recipe.
 * @returns The record; undefined before `npm run best -- <name>` has made it.
 * @throws DataError when the file is damaged.
 */
export function readBest(name: string): BestRecord | undefined {
  const own = readFile<RecordFile & Partial<Trainings>>(name);
  const trainings = own && readFile<Trainings>(own.network);
  if (!own || !trainings) return undefined;
  const { title, network, ablation, errors, landmarks } = own;
  const metric = findMetric(own.metric);
  if (!metric) throw new DataError(`${weightsPath(`${name}.json`)}: unknown metric '${own.metric}'. ${remedy(name)}`);
  const { parameters, networkParameters, runs, predictions, photos, provenance } = trainings;
  return {
    name,
    title,
    network,
    ...(landmarks && { landmarks }),
    metric,
    parameters,
    networkParameters,
    ablation,
    runs,
    predictions: landmarks ? select(predictions, photos.length, landmarks) : predictions,
    photos: photos.map((id, i) => ({ id, error: errors[i]! })),
    provenance,
  };
}

/**
 * Writes the record of a best recipe, without what belongs to the record of another recipe with the same network.
 *
 * @param record Of the recipe.
 * @returns Path of the file.
 * @throws UserError when it cannot be written.
 */
export function writeBest(record: BestRecord): string {
  const { name, title, network, landmarks, metric, ablation } = record;
  const own: RecordFile = {
    name,
    title,
    metric: metric.key,
    results: resultsOf(record),
    network,
    ...(landmarks && { landmarks }),
    ablation,
    errors: record.photos.map(({ error }) => error),
  };
  const { parameters, networkParameters, runs, predictions, photos, provenance } = record;
  const ids = photos.map(({ id }) => id);
  const trainings: Trainings = { parameters, networkParameters, runs, photos: ids, predictions, provenance };
  const file = bestFiles(record).record;
  writeWhole(file, `${readableJson(network === name ? { ...own, ...trainings } : own)}\n`);
  return file;
}

/** The recipe's metrics over its runs, with three significant digits; the one that it was chosen by comes first. */
function resultsOf({ metric, runs }: Pick<BestRecord, 'metric' | 'runs'>): Metrics {
  const keys = Object.keys(runs[0]?.metrics ?? {}).filter(
    (key) => key !== metric.key && (findMetric(key)?.landmarks ?? 'all') === metric.landmarks,
  );
  const figures = [metric.key, ...keys].flatMap((key) => {
    const { mean, sd, count } = meanAndSd(runs.map(({ metrics }) => metrics[key] ?? NaN));
    return [[key, rounded(mean)], ...(count > 1 ? [[`${key}Sd`, rounded(sd)]] : [])];
  });
  return Object.fromEntries(figures) as Metrics;
}

const rounded = (value: number): number => Number(value.toPrecision(3));

function select(predictions: readonly number[], faces: number, landmarks: readonly number[]): number[] {
  const perFace = predictions.length / faces;
  return Array.from({ length: faces }, (_, face) =>
    landmarks.flatMap((landmark) => [0, 1].map((axis) => predictions[face * perFace + 2 * landmark + axis]!)),
  ).flat();
}

function readFile<T>(name: string): T | undefined {
  const file = weightsPath(`${name}.json`);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw new DataError(`${file} is damaged: ${(error as Error).message}. ${remedy(name)}`, { cause: error });
  }
}

const remedy = (name: string): string => `Restore it with git, or make it again with \`npm run best -- ${name}\`.`;
