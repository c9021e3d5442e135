import { group } from 'd3-array';
import { UserError } from '../errors';
import { count, formatDate } from '../format';
import { compareRuns } from '../metrics/comparison';
import type { Comparison, RunValues } from '../metrics/comparison';
import type { Metric } from '../metrics/metric';
import { meanAndSd } from '../metrics/statistics';
import type { MeanAndSd } from '../metrics/statistics';
import { hasDiverged } from '../training/record';
import type { Experiment } from './experiment';
import type { Stop } from './halving';
import type { RunResult, RunSpec } from './run';
import type { Variation } from './variations';

/** One row of a comparison: a variation over all its runs. */
export interface SweepRow {
  readonly variation: Variation<object>;
  readonly runs: readonly RunResult[];
  /** The compared figure over the runs. */
  readonly value: MeanAndSd;
  /** Difference to the base, by Welch's t-test or, for cross-validated runs, paired by fold; undefined for the base. */
  readonly difference: Comparison | undefined;
  /** Mean duration of a training. */
  readonly seconds: number;
  /** Number of trainable parameters of the network. */
  readonly networkParameters: number;
  /** How many of the runs have diverged, see `hasDiverged`. */
  readonly diverged: number;
}

/** A run that failed. */
export interface RunFailure extends RunSpec {
  /** What happened and what to do, in sentences. */
  readonly reason: string;
}

/** A run that was stopped early: it has no result. */
export interface StoppedRun extends RunSpec {
  readonly stop: Stop;
}

/** The runs of a sweep, compared. The first variation is the base that the others are compared with. */
export class SweepResult {
  /** Those with at least one finished run. */
  readonly variations: readonly Variation<object>[];
  private readonly byLabel: ReadonlyMap<string, readonly RunResult[]>;
  /** The metric that is compared unless another figure is asked for. */
  readonly metric: Metric;

  /**
   * @param experiment The experiment that the sweep varies.
   * @param runs All finished runs, in the order of their variations.
   * @param began When the sweep was called: older runs came from the cache.
   * @param failures The runs that failed.
   * @param stopped The runs that were stopped early; finished ones of their variations are not among `runs`.
   */
  constructor(
    readonly experiment: Pick<Experiment, 'name' | 'title' | 'metric'>,
    readonly runs: readonly RunResult[],
    private readonly began: Date,
    readonly failures: readonly RunFailure[] = [],
    readonly stopped: readonly StoppedRun[] = [],
  ) {
    this.variations = [...new Set(runs.map((run) => run.variation))];
    this.byLabel = group(runs, ({ variation }) => variation.label);
    this.metric = experiment.metric;
  }

  /**
   * The runs of one variation.
   *
   * @param label The variation's label; the base's by default.
   * @throws RangeError when there is no such variation.
   */
  runsOf(label = this.variations[0]?.label): readonly RunResult[] {
    const runs = label === undefined ? undefined : this.byLabel.get(label);
    if (runs) return runs;
    const labels = this.variations.map((variation) => `'${variation.label}'`).join(', ');
    throw new RangeError(`This sweep has no variation '${label}'. It has ${labels}.`);
  }

  /**
   * A figure over the runs of one variation.
   *
   * @param label The variation's label; the base's by default.
   * @param key Key of the figure in `metrics`, e.g. `trainingMse`; the compared metric by default.
   */
  meanAndSd(label?: string, key = this.metric.key): MeanAndSd {
    return overRuns(this.runsOf(label), key);
  }

  /**
   * The comparison, one row for each variation.
   *
   * @param key Key of the figure in `metrics`; the compared metric by default.
   */
  rows(key = this.metric.key): SweepRow[] {
    const series = this.variations.map(({ label }) => runValues(this.runsOf(label), key));
    const comparisons = compareRuns(series[0]!, series.slice(1));
    return this.variations.map((variation, i) => {
      const runs = this.runsOf(variation.label);
      return {
        variation,
        runs,
        value: overRuns(runs, key),
        difference: comparisons[i - 1],
        seconds: meanAndSd(runs.map((run) => run.seconds)).mean,
        networkParameters: runs[0]!.networkParameters,
        diverged: runs.filter(({ training }) => hasDiverged(training)).length,
      };
    });
  }

  /** Names of the parameters in which the variations differ. */
  get varied(): string[] {
    return [...new Set(this.variations.flatMap(({ changes }) => Object.keys(changes)))];
  }

  /** How many runs came from the cache, and from when they are; empty if there are none. */
  get note(): string {
    const cached = this.runs.filter((run) => new Date(run.started) < this.began);
    return reuseNote(cached, this.runs.length);
  }

  /**
   * The result itself, for those who need every run.
   *
   * @throws RunError naming the runs that failed.
   */
  complete(): this {
    if (this.failures.length > 0) throw new RunError(failureLines(this.failures).join('\n'));
    return this;
  }
}

/** A line for each run that failed, with the reason. */
export const failureLines = (failures: readonly Pick<RunFailure, 'label' | 'reason'>[]): string[] =>
  failures.map(({ label, reason }) => `- ${label}: ${reason}`);

/** Runs of a sweep have failed; the others are finished and kept. */
export class RunError extends UserError {
  override readonly name = 'RunError';
}

const figures = (runs: readonly RunResult[], key: string): number[] => runs.map(({ metrics }) => metrics[key] ?? NaN);

/** A figure over runs. Folds count by their held-out faces, so that the mean is over all faces. */
const overRuns = (runs: readonly RunResult[], key: string): MeanAndSd =>
  meanAndSd(
    figures(runs, key),
    runs.map(({ faces }) => faces.validation),
  );

/** What the runs reached, with their folds if they are those of a cross-validation. */
function runValues(runs: readonly RunResult[], key: string): RunValues {
  const folds = runs.map(({ parameters }) => parameters.fold ?? 0);
  const weights = runs.map(({ faces }) => faces.validation);
  return { values: figures(runs, key), ...(new Set(folds).size > 1 && { folds, weights }) };
}

/**
 * Says how many runs of a sweep came from the cache, and from when they are.
 *
 * @param cached The runs from the cache.
 * @param total Number of all runs.
 * @returns Empty if no run came from the cache.
 */
export function reuseNote(cached: readonly Pick<RunResult, 'started'>[], total: number): string {
  if (cached.length === 0) return '';
  const oldest = formatDate(cached.map(({ started }) => started).reduce((a, b) => (a < b ? a : b)));
  if (total === 1) return `This run came from the cache (${oldest}). Use --force to retrain.`;
  const all = total === 2 ? 'Both runs' : `All ${count(total, 'run')}`;
  const which = cached.length === total ? all : `${cached.length} of ${count(total, 'run')}`;
  return `${which} came from the cache (oldest: ${oldest}). Use --force to retrain.`;
}
