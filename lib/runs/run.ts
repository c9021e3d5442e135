import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { meanShapePredictions } from '../metrics/baseline';
import { meanSquaredError } from '../metrics/mse';
import { trainableCount } from '../networks/summary';
import { saveWeights } from '../networks/weights';
import { trainingMetrics } from '../training/record';
import { fit } from '../training/trainer';
import type { EpochRecord, TrainingRecord } from '../training/record';
import type { Dataset } from '../samples/dataset';
import { selectLandmarks } from '../samples/dataset';
import type { Experiment, ExperimentData } from './experiment';
import type { ParameterValues, ParameterName } from '../parameters/schema';

/** What one run leaves behind, beside its weights; plain JSON. */
export interface RunRecord {
  readonly experiment: string;
  readonly parameters: Partial<ParameterValues>;
  /** The experiment's figures for the trained network, e.g. `{ validationMse: 0.0035 }`. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly training: TrainingRecord;
  /** Trainable numbers in the network. */
  readonly networkParameters: number;
  /** Faces learned from and faces measured on. */
  readonly faces: { readonly training: number; readonly validation: number };
  /** How the faces were split, and whether they are drawn rather than photographed. */
  readonly split: string;
  readonly generated: boolean;
  readonly dataChecksum: string;
  /** When it began, as an ISO date. */
  readonly started: string;
  /** Duration of the training. */
  readonly seconds: number;
}

export interface RunOptions {
  /** Folder for the checkpoint and the weights. */
  readonly folder: string;
  readonly onEpoch?: (record: EpochRecord) => void;
  readonly signal?: AbortSignal;
}

/** File names inside a run's folder. */
export const WEIGHTS = 'weights.safetensors';
const CHECKPOINT = 'checkpoint';

/**
 * Trains one network of an experiment and measures it; goes on from a checkpoint that a stopped run left behind.
 *
 * @throws DOMException 'AbortError' when the signal stops it, after a checkpoint.
 */
export async function run<K extends ParameterName>(
  experiment: Experiment<K>,
  parameters: Pick<ParameterValues, K>,
  { folder, onEpoch, signal }: RunOptions,
): Promise<RunRecord> {
  mkdirSync(folder, { recursive: true });
  const started = new Date().toISOString();
  const samples = await experiment.samples(parameters);
  const learned = withLearnedLandmarks(experiment, samples);
  const network = experiment.network(parameters);
  try {
    const training = await fit(network, learned, experiment.training(parameters), {
      checkpoint: join(folder, CHECKPOINT),
      ...(onEpoch && { onEpoch }),
      ...(signal && { signal }),
    });
    await saveWeights(network, join(folder, WEIGHTS));
    return {
      experiment: experiment.name,
      parameters,
      metrics: { ...experiment.metrics(training.predictions, learned.validation), ...trainingMetrics(training) },
      training,
      networkParameters: trainableCount(network),
      faces: { training: samples.training.faces.length, validation: samples.validation.faces.length },
      split: samples.split,
      generated: samples.set.generated,
      dataChecksum: samples.set.checksum,
      started,
      seconds: training.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0),
    };
  } finally {
    network.dispose();
  }
}

/** The samples with only those landmarks that the experiment's network learns. */
export function withLearnedLandmarks<K extends ParameterName>(
  { landmarks }: Pick<Experiment<K>, 'landmarks'>,
  { training, validation }: Pick<ExperimentData, 'training' | 'validation'>,
): { training: Dataset; validation: Dataset } {
  const chosen = landmarks?.(training.landmarkSet);
  if (!chosen) return { training, validation };
  return { training: selectLandmarks(training, chosen), validation: selectLandmarks(validation, chosen) };
}

/** The mean training face as the prediction for every validation face, fractions, shape [N, 2K]. */
export function meanShapeOf({ training, validation }: Pick<ExperimentData, 'training' | 'validation'>): Float32Array {
  return meanShapePredictions(training.landmarks, validation.faces.length, 2 * training.landmarkSet.count);
}

/** MSE of the mean training landmarks for every validation face: the floor that any figure is read against. */
export function constantMse<K extends ParameterName>(
  experiment: Pick<Experiment<K>, 'landmarks'>,
  samples: ExperimentData,
): number {
  const learned = withLearnedLandmarks(experiment, samples);
  return meanSquaredError(meanShapeOf(learned), learned.validation.landmarks);
}
