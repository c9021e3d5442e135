import type { Decision } from '../datasets/own/own-data';
import type { BoxFit } from '../landmarks/box-fit';
import type { FaceSet } from '../landmarks/face';
import type { LandmarkSet } from '../landmarks/landmark-set';
import type { Metric } from '../metrics/metric';
import type { Metrics } from '../metrics/samples';
import type { Network } from '../networks/network';
import { readJob } from '../parameters/job';
import { parameterSchema } from '../parameters/schema';
import type { ParameterName, ParameterValues } from '../parameters/schema';
import { checkParameters, ParameterError } from '../parameters/validation';
import type { Dataset } from '../samples/dataset';
import type { TrainingParameters } from '../training/parameters';

/** Parameters that every experiment has, and any others. */
export type ExperimentParameters = Partial<ParameterValues> &
  Pick<
    ParameterValues,
    'width' | 'height' | 'epochs' | 'batchSize' | 'learningRate' | 'precision' | 'seed' | 'repeats'
  >;

/** The data of an experiment, ready for training. */
export interface ExperimentData {
  readonly training: Dataset;
  readonly validation: Dataset;
  /** The data set that both come from. */
  readonly set: FaceSet;
  /** How the faces were split, e.g. `by person`. */
  readonly split: string;
  /** How boxes lie around the landmarks, where that is known beforehand; by default it is measured. */
  readonly box?: BoxFit;
  /** Of data of one's own: what the data did not say, and how it was decided. */
  readonly decisions?: readonly Decision[];
  /** Of data of one's own that are too few for one held-out part: into how many folds they are divided instead. */
  readonly fewFolds?: number;
  /**
   * The mean shapes that stand for the validation faces in the mean-shape baseline, where these are of several folds, each
   * with training faces of its own; shape [N, 2K].
   */
  readonly meanShapes?: Float32Array;
}

/** Sizes of the data that `npm run bench` measures the training speed with. */
export interface BenchSettings {
  /** Training images. */
  readonly images: number;
  /** Validation images. */
  readonly validation: number;
  /** Seconds after which the training stops; 0 trains the experiment's default number of epochs. */
  readonly seconds: number;
}

/**
 * What an experiment consists of: data, network, training and metric. All experiments have this skeleton, so once you
 * know one, you know them all.
 *
 * @template P The experiment's parameters with the types of their values.
 */
export interface Experiment<P extends object = ExperimentParameters> {
  /** Name on the command line and of the report's files. */
  readonly name: string;
  /** A few words for tables and `--help`. */
  readonly title: string;
  /** The file that exports the experiment: `__filename`. */
  readonly source: string;
  /** All parameters with their defaults, see `lib/parameters/schema.ts`. */
  readonly defaults: P;
  /** Parameters that a smoke run changes, so that it ends within seconds. */
  readonly smoke: Partial<P>;
  /**
   * Cores used by one run. This number is fixed because sums are rounded differently with another one. Small networks
   * use one core, and the runs of a sweep share the others: on two cores, four trainings of the nose take 17 s in this
   * way and 39 s one after the other with two cores each.
   */
  readonly threads: number;
  /** Memory used by one run, in MB. */
  readonly memory: number;
  /** The landmarks that the data set is annotated with; for data of one's own, those of the set that stands in. */
  readonly landmarkSet: LandmarkSet;
  /** The metric that runs are compared by. */
  readonly metric: Metric;
  readonly bench: BenchSettings;
  /** Indices of the landmarks to learn; by default all of the landmark set. */
  landmarks?(landmarkSet: LandmarkSet): readonly number[];
  /** Finds the data set without reading its photos. */
  findFaces(parameters: P): Promise<FaceSet>;
  /** Splits the faces into training and validation data and crops them. */
  load(parameters: P): Promise<ExperimentData>;
  /**
   * A new network with random weights.
   *
   * @param landmarkSet The landmarks that it is to predict; the experiment's own by default.
   */
  network(parameters: P, landmarkSet?: LandmarkSet): Network;
  /**
   * How the network is trained.
   *
   * @param landmarkSet The landmarks that it is to predict; the experiment's own by default.
   * @param images Number of training images, for experiments that show few of them more often.
   */
  training(parameters: P, landmarkSet?: LandmarkSet, images?: number): TrainingParameters;
  /**
   * All metrics of a trained network, `metric` among them.
   *
   * @param predictions For the validation faces: fractions of the images' width and height, shape [N, 2K].
   */
  metrics(predictions: ArrayLike<number>, validation: Dataset): Metrics;
}

/** One of the main figures of a report. */
export interface HeadlineFigure {
  readonly meaning: string;
  /** Where it comes from in the notebook's sweeps; figures without a source are measured by other parts. */
  readonly source?: {
    /** Label of the variation; by default the base of the first sweep. */
    readonly variation?: string;
    /** Key in the runs' metrics; by default the experiment's metric. */
    readonly metric?: string;
    /** Over the seeds; the mean by default. */
    readonly statistic?: 'mean' | 'sd';
  };
}

/** What a notebook needs to know about its experiment, beyond the training. */
export interface NotebookInfo {
  /** The report's heading. */
  readonly title: string;
  /** The notebook, relative to the project's folder. */
  readonly file: string;
  /** Figures in `headline` of the report's JSON file, under their keys. */
  readonly headline: Readonly<Record<string, HeadlineFigure>>;
  /** Meanings of further figures, which are there only if the best recipe has been trained on the same photos. */
  readonly bestHeadline: Readonly<Record<string, string>>;
  /** Bytes of the report that the networks to try may use. */
  readonly pageBudget: number;
}

/** A notebook's experiment without what is added to it. */
type NotebookSpec<P extends object> = Omit<NotebookExperiment<P>, 'parameters'>;

/** An experiment with a notebook of its own. */
export interface NotebookExperiment<P extends object = ExperimentParameters> extends Experiment<P> {
  readonly notebook: NotebookInfo;
  /**
   * All parameters of this run: the defaults, changed by what the notebook sets, changed by what the command line sets.
   *
   * @param changes What the notebook sets.
   * @throws ParameterError for unknown names and invalid values.
   * @example const parameters = nose.parameters({ epochs: 30 });
   */
  parameters(changes?: Partial<P>): P;
}

/**
 * Declares an experiment without a notebook. The parameters' types come from the names in `defaults`.
 *
 * @returns The same object.
 */
export const experiment = <K extends ParameterName>(
  spec: Experiment<Pick<ParameterValues, K>>,
): Experiment<Pick<ParameterValues, K>> => spec;

/**
 * Declares an experiment with a notebook, and adds `parameters()` to it.
 *
 * @template P An interface that names the experiment's parameters in editors and error messages; without one, their types
 *   come from the names in `defaults`.
 */
export function notebookExperiment<P extends Partial<ParameterValues>>(spec: NotebookSpec<P>): NotebookExperiment<P>;
export function notebookExperiment<K extends ParameterName>(
  spec: NotebookSpec<Pick<ParameterValues, K>>,
): NotebookExperiment<Pick<ParameterValues, K>>;
export function notebookExperiment<P extends object>(spec: NotebookSpec<P>): NotebookExperiment<P> {
  return {
    ...spec,
    parameters: (changes = {}) => withParameters(spec, { ...changes, ...readJob()?.parameters }),
  };
}

/**
 * An experiment's defaults with some parameters changed; what the command line sets is ignored.
 *
 * @throws ParameterError for unknown names and invalid values.
 */
export function withParameters<P extends object>(
  { defaults }: Pick<Experiment<P>, 'defaults'>,
  changes: Readonly<Record<string, unknown>>,
): P {
  checkParameters(shapeOf(defaults), changes);
  const all = { ...defaults, ...changes };
  const { fold = 0, folds = fold } = all as Partial<ParameterValues>;
  if (fold <= folds) return all;
  throw new ParameterError(`Invalid value ${fold} for fold: must be at most ${folds}, the number of folds.`);
}

const shapeOf = (defaults: object) =>
  Object.fromEntries(Object.keys(defaults).map((name) => [name, parameterSchema[name as ParameterName]]));
