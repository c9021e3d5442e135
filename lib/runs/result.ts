import type { Metric } from '../metrics/metric';
import type { Experiment } from './experiment';
import { meanAndSd, pairedDifference } from '../metrics/statistics';
import type { Difference, MeanAndSd } from '../metrics/statistics';
import type { RunResult } from './run';
import type { Variation } from './variations';

/** One line of a sweep's table: a variation over all its runs. */
export interface SweepRow {
  readonly variation: Variation<object>;
  readonly runs: readonly RunResult[];
  /** The compared figure over the runs. */
  readonly value: MeanAndSd;
  /** Difference to the base, paired by seed or fold; undefined for the base itself. */
  readonly difference: Difference | undefined;
  /** Mean duration of a training. */
  readonly seconds: number;
  /** Trainable numbers in the network. */
  readonly networkParameters: number;
}

/** What a sweep has found. The first variation is the base that the others are compared with. */
export class SweepResult {
  readonly variations: readonly Variation<object>[];
  /** The metric that is compared unless another one is asked for. */
  readonly metric: Metric;

  /**
   * @param runs All runs, in the order of their variations.
   * @param began When the sweep was called: runs that are older were in the store already.
   */
  constructor(
    readonly experiment: Pick<Experiment, 'name' | 'title' | 'metric'>,
    readonly runs: readonly RunResult[],
    private readonly began: Date,
  ) {
    this.variations = [...new Set(runs.map((run) => run.variation))];
    this.metric = experiment.metric;
  }

  /**
   * The runs of one variation.
   *
   * @param label The variation's label; the base's runs when left out.
   * @throws RangeError when there is no such variation.
   */
  runsOf(label = this.variations[0]?.label): readonly RunResult[] {
    const runs = this.runs.filter(({ variation }) => variation.label === label);
    if (runs.length > 0) return runs;
    const labels = this.variations.map((variation) => `'${variation.label}'`).join(', ');
    throw new RangeError(`This sweep has no variation '${label}'; it has ${labels}.`);
  }

  /** A figure over the runs of one variation; the base's and the sweep's own figure when left out. */
  meanAndSd(label?: string, metric = this.metric.key): MeanAndSd {
    return meanAndSd(this.runsOf(label).map((run) => run.metrics[metric] ?? NaN));
  }

  /** The comparison, one row for each variation. */
  rows(metric = this.metric.key): SweepRow[] {
    const values = (runs: readonly RunResult[]) => runs.map((run) => run.metrics[metric] ?? NaN);
    const base = this.runsOf();
    return this.variations.map((variation, i) => {
      const runs = this.runsOf(variation.label);
      return {
        variation,
        runs,
        value: meanAndSd(values(runs)),
        difference: i === 0 ? undefined : pairedDifference(values(runs), values(base)),
        seconds: meanAndSd(runs.map((run) => run.seconds)).mean,
        networkParameters: runs[0]?.networkParameters ?? NaN,
      };
    });
  }

  /** Says how many runs were there already and from when; empty when all are new. */
  get note(): string {
    return reuseNote(
      this.runs.filter((run) => new Date(run.started) < this.began),
      this.runs.length,
    );
  }

  /** The table as plain text for a terminal. */
  text(metric = this.metric.key): string {
    const head = ['variation', `${metric}, mean ± sd`, 'difference ± 95 %', 'seconds', 'network', 'runs'];
    const body = this.rows(metric).map(({ variation, value, difference, seconds, networkParameters, runs }) => [
      variation.label,
      `${value.mean.toPrecision(4)}${deviation(value.sd)}`,
      difference ? `${signed(difference.mean)}${deviation(difference.margin)}` : '',
      seconds.toFixed(1),
      networkParameters.toLocaleString('en'),
      String(runs.length),
    ]);
    const widths = head.map((_, i) => Math.max(...[head, ...body].map((row) => row[i]!.length)));
    const lines = [head, ...body].map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    );
    return [...lines, ...(this.note ? ['', this.note] : [])].join('\n');
  }
}

/** Says how many of a sweep's runs were there already and from when; empty for none. */
export function reuseNote(there: readonly Pick<RunResult, 'started'>[], total: number): string {
  if (there.length === 0) return '';
  const first = there.map(({ started }) => started).reduce((a, b) => (a < b ? a : b));
  const date = `${first.slice(0, 16).replace('T', ' ')} UTC`;
  if (total === 1) return `This run came from the cache (${date}). Use --force to retrain.`;
  const which = there.length === total ? `All ${total}` : `${there.length} of ${total}`;
  return `${which} runs came from the cache (oldest: ${date}). Use --force to retrain.`;
}

/** Empty for a single run, which has none. */
const deviation = (value: number): string => (Number.isFinite(value) ? ` ± ${value.toPrecision(2)}` : '');

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toPrecision(3)}`;
