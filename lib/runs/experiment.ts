import type { FaceSet } from '../landmarks/face';
import type { LandmarkSet } from '../landmarks/landmark-set';
import type { Network } from '../networks/network';
import type { Dataset } from '../samples/dataset';
import type { TrainingParameters } from '../training/parameters';
import { parameterSchema } from '../parameters/schema';
import type { Metrics } from '../metrics/samples';
import type { ParameterValues, ParameterName } from '../parameters/schema';
import { readJob } from '../parameters/job';
import { checkParameters } from '../parameters/validation';

/** The two sides of an experiment's data. */
export interface ExperimentData {
  readonly training: Dataset;
  readonly validation: Dataset;
  /** The data set that both come from. */
  readonly set: FaceSet;
  /** How it was split, in words. */
  readonly split: string;
}

/** What one experiment is made of. All three have this skeleton: who knows one knows them all. */
export interface ExperimentSpec<K extends ParameterName> {
  /** Name on the command line and of the report's files. */
  readonly name: string;
  readonly title: string;
  /** The file that exports it and the notebook that is its twin, relative to the project's folder. */
  readonly source: string;
  readonly notebook: string;
  /** Every parameter with its default. What each means stands in `parameters.ts`. */
  readonly defaults: Pick<ParameterValues, K>;
  /** What changes for a trial that ends in seconds. */
  readonly smoke: Partial<Pick<ParameterValues, K>>;
  /**
   * Cores that one run uses; fixed, as another number adds in another order and so gives other last digits. Small
   * networks take one, and as many run at a time as there are cores: four trainings of the nose take 17 s in that way
   * on two cores, one after the other on both 39 s.
   */
  readonly threads: number;
  /** Memory that one run needs, in MB. */
  readonly memory: number;
  /** Finds the data set, without opening its photos. */
  faces(parameters: Pick<ParameterValues, K>): Promise<FaceSet>;
  /** Splits the faces and cuts them out. */
  samples(parameters: Pick<ParameterValues, K>): Promise<ExperimentData>;
  /** Which landmarks are learned; all of the data set's when left out. */
  landmarks?(landmarkSet: LandmarkSet): readonly number[];
  network(parameters: Pick<ParameterValues, K>): Network;
  training(parameters: Pick<ParameterValues, K>): TrainingParameters;
  /** Figures of one trained network; the first one is what sweeps compare. */
  metrics(predictions: readonly number[], validation: Dataset): Metrics;
  /** The figures that `headline` of the report's JSON file holds, each with its meaning. */
  readonly headline: Readonly<Record<string, string>>;
  /** Further ones that are there only when the best recipe has been trained. */
  readonly bestHeadline: Readonly<Record<string, string>>;
}

/** An experiment: its definition, and its parameters checked. */
export interface Experiment<K extends ParameterName = ParameterName> extends ExperimentSpec<K> {
  /**
   * All parameters: the defaults, changed by what a notebook gives, changed by what the command line gave
   * (in the file that the environment variable `FACES_JOB` names).
   *
   * @throws ParameterError for unknown names and impossible values, with the nearest valid ones.
   * @example const parameters = nose.parameters({ epochs: 30 });
   */
  parameters(given?: Partial<Pick<ParameterValues, K>>): Pick<ParameterValues, K>;
}

/** Makes an experiment from its definition. */
export function experiment<K extends ParameterName>(definition: ExperimentSpec<K>): Experiment<K> {
  return {
    ...definition,
    parameters: (given = {}) => withParameters(definition, { ...given, ...readJob()?.parameters }),
  };
}

/**
 * The defaults with some parameters changed, whatever the command line says.
 *
 * @throws ParameterError for unknown names and impossible values, with the nearest valid ones.
 */
export function withParameters<K extends ParameterName>(
  { defaults }: Pick<ExperimentSpec<K>, 'defaults'>,
  changes: Record<string, unknown>,
): Pick<ParameterValues, K> {
  const shape = Object.fromEntries(Object.keys(defaults).map((name) => [name, parameterSchema[name as ParameterName]]));
  checkParameters(shape, changes);
  return { ...defaults, ...changes };
}
