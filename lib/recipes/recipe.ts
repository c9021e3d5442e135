import type { LandmarkSet } from '../landmarks/landmark-set';
import type { Metric } from '../metrics/metric';
import type { Metrics } from '../metrics/samples';
import type { Experiment, ExperimentParameters } from '../runs/experiment';
import type { RunResult } from '../runs/run';
import type { Dataset } from '../samples/dataset';

/** Parameters that one step of an ablation study changes. */
interface RecipeStep<P extends object = ExperimentParameters> {
  /** What changes, e.g. `L1 loss instead of MSE`. */
  readonly title: string;
  readonly changes: Partial<P>;
}

/** The best way found to do what an experiment is about, and the steps that led there. */
export interface Recipe<P extends object = ExperimentParameters> {
  /** Name of the experiment that it is the best recipe for, and of its record in `lib/weights/`. */
  readonly name: string;
  /** What the network finds, e.g. `the tip of the nose`. */
  readonly title: string;
  /** Trains the network; its defaults are the recipe's parameters. */
  readonly experiment: Experiment<P>;
  /** Name of the recipe that the network was made for; this one reuses it if that is another one. */
  readonly network: string;
  /** The metric that the steps were chosen by. */
  readonly metric: Metric;
  /** The parameters that the first step starts from. */
  readonly start: RecipeStep<P>;
  /** Each adds its changes to those before it; together they make the recipe. */
  readonly steps: readonly RecipeStep<P>[];
  /** Which of the network's landmarks the recipe is about; all of them if left out. */
  landmarks?(landmarkSet: LandmarkSet): readonly number[];
  /** Evaluates one trained network on the validation faces. */
  evaluate(run: RunResult, validation: Dataset): Promise<Evaluation>;
}

/** What a trained network predicts for the validation faces, and how well. */
export interface Evaluation {
  /** Fractions of the images' width and height, shape [N, 2K]. */
  readonly predictions: Float32Array;
  readonly metrics: Metrics;
}
