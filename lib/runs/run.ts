import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LandmarkSet } from '../landmarks/landmark-set';
import { meanShapePredictions } from '../metrics/baseline';
import { meanSquaredError } from '../metrics/mse';
import type { Metrics } from '../metrics/samples';
import { trainableCount } from '../networks/summary';
import { saveWeights } from '../networks/weights';
import { selectLandmarks } from '../samples/dataset';
import { trainingMetrics } from '../training/record';
import type { BatchProgress, EpochRecord, TrainingRecord } from '../training/record';
import { fit } from '../training/trainer';
import { describeNetwork, metadataOf } from './description';
import type { Experiment, ExperimentData, ExperimentParameters } from './experiment';
import type { Variation } from './variations';

/** One run to do: a training of an experiment's network with given parameters. */
export interface RunSpec {
  /** Name of the experiment, and the file that exports it. */
  readonly experiment: string;
  readonly source: string;
  /** All parameters that the result depends on. */
  readonly parameters: Omit<ExperimentParameters, 'repeats'>;
  /** Fingerprint of code, parameters and data, see `runKey`. */
  readonly key: string;
  /** Folder for the result, the weights and the checkpoint. */
  readonly folder: string;
  /** Cores to use. */
  readonly threads: number;
  /** Whether the faces are synthetic. */
  readonly generated: boolean;
  /** What distinguishes this run in its sweep, e.g. `learning rate 1e-4`. */
  readonly variation: Variation<object>;
  /** The variation with the seed or fold, e.g. `learning rate 1e-4, seed 2`. */
  readonly label: string;
}

/** A finished run; plain JSON. */
export interface RunResult extends RunSpec {
  /** File with the trained weights. */
  readonly weights: string;
  /** The experiment's metrics of the trained network, e.g. `{ validationMse: 0.0035 }`. */
  readonly metrics: Metrics;
  readonly training: TrainingRecord;
  /** The landmarks that the network predicts. */
  readonly landmarkSet: LandmarkSet;
  /** Number of trainable parameters of the network. */
  readonly networkParameters: number;
  /** Number of training and validation faces. */
  readonly faces: { readonly training: number; readonly validation: number };
  /** How the faces were split. */
  readonly split: string;
  /** Checksum of the data set. */
  readonly dataChecksum: string;
  /** Start of the run, as an ISO date. */
  readonly started: string;
  /** Duration of the training. */
  readonly seconds: number;
}

/** What else a run is told. */
export interface RunOptions {
  readonly onEpoch?: (record: EpochRecord) => void;
  readonly onBatch?: (progress: BatchProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Trains one network of an experiment and evaluates it; resumes from the checkpoint of an interrupted run.
 *
 * @throws DOMException 'AbortError' when the signal stops it, after it has written a checkpoint.
 */
export async function run(
  experiment: Experiment,
  spec: RunSpec,
  { onEpoch, onBatch, signal }: RunOptions = {},
): Promise<RunResult> {
  mkdirSync(spec.folder, { recursive: true });
  const started = new Date().toISOString();
  const parameters = { ...experiment.defaults, ...spec.parameters };
  const data = await experiment.load(parameters);
  const learned = withLearnedLandmarks(experiment, data);
  const { landmarkSet } = learned.training;
  const network = experiment.network(parameters, landmarkSet);
  try {
    const how = experiment.training(parameters, landmarkSet, learned.training.faces.length);
    const training = await fit(network, learned, how, {
      checkpoint: checkpointFile(spec),
      ...(onEpoch && { onEpoch }),
      ...(onBatch && { onBatch }),
      ...(signal && { signal }),
    });
    const weights = weightsFile(spec);
    const description = describeNetwork(experiment, parameters, { ...data, ...learned });
    saveWeights(network, weights, { metadata: metadataOf(description) });
    return {
      ...spec,
      weights,
      metrics: { ...experiment.metrics(training.predictions, learned.validation), ...trainingMetrics(training) },
      training,
      landmarkSet,
      networkParameters: trainableCount(network),
      faces: { training: data.training.faces.length, validation: data.validation.faces.length },
      split: data.split,
      dataChecksum: data.set.checksum,
      started,
      seconds: training.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0),
    };
  } finally {
    network.dispose();
  }
}

/** The checkpoint of a run that is not stored yet. */
export const checkpointFile = ({ folder }: Pick<RunSpec, 'folder'>): string => join(folder, 'checkpoint');

/** The file with the weights of a finished run. */
export const weightsFile = ({ folder }: Pick<RunSpec, 'folder'>): string => join(folder, 'weights.safetensors');

/** What a network learns from and is measured on. */
type LearnedData = Pick<ExperimentData, 'training' | 'validation' | 'meanShapes'>;

/** The data with only those landmarks that the experiment's network learns. */
export function withLearnedLandmarks(
  { landmarks }: Pick<Experiment, 'landmarks'>,
  { training, validation, meanShapes }: LearnedData,
): LearnedData {
  const indices = landmarks?.(training.landmarkSet);
  if (!indices) return { training, validation, ...(meanShapes && { meanShapes }) };
  return { training: selectLandmarks(training, indices), validation: selectLandmarks(validation, indices) };
}

/** The mean training face as the prediction for every validation face: fractions, shape [N, 2K]. */
export function meanShapeOf({ training, validation, meanShapes }: LearnedData): Float32Array {
  return (
    meanShapes ?? meanShapePredictions(training.landmarks, validation.faces.length, 2 * training.landmarkSet.count)
  );
}

/**
 * MSE of the mean-shape baseline, which predicts the mean training landmarks for every validation face.
 *
 * @example lossCurves({ default: run.training }, { baseline: baselineMse(nose, data) })
 */
export function baselineMse(experiment: Pick<Experiment, 'landmarks'>, data: ExperimentData): number {
  const learned = withLearnedLandmarks(experiment, data);
  return meanSquaredError(meanShapeOf(learned), learned.validation.landmarks);
}
