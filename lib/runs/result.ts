import type { Experiment } from './experiment';
import type { PlannedRun } from './plan';
import { meanAndSd, pairedDifference } from '../metrics/statistics';
import type { Difference, MeanAndSd } from '../metrics/statistics';
import type { StoredRun } from './store';
import type { Variation } from './variations';

/** A finished run of a sweep. */
export type SweepRun = PlannedRun & StoredRun;

/** One line of a sweep's table: a variation over all its runs. */
export interface SweepRow {
  readonly variation: Variation<object>;
  readonly runs: readonly SweepRun[];
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
  /** The figure that is compared unless another is asked for: the experiment's first. */
  readonly metric: string;

  /**
   * @param runs All runs, in the order of their variations.
   * @param began When the sweep was called: runs that are older were in the store already.
   */
  constructor(
    readonly experiment: Pick<Experiment, 'name' | 'title'>,
    readonly runs: readonly SweepRun[],
    private readonly began: Date,
  ) {
    this.variations = [...new Set(runs.map((run) => run.variation))];
    this.metric = Object.keys(runs[0]?.metrics ?? {})[0] ?? 'validationMse';
  }

  /**
   * The runs of one variation.
   *
   * @param label The variation's label; the base's runs when left out.
   * @throws RangeError when there is no such variation.
   */
  runsOf(label = this.variations[0]?.label): readonly SweepRun[] {
    const runs = this.runs.filter(({ variation }) => variation.label === label);
    if (runs.length > 0) return runs;
    const labels = this.variations.map((variation) => `'${variation.label}'`).join(', ');
    throw new RangeError(`This sweep has no variation '${label}'; it has ${labels}.`);
  }

  /** A figure over the runs of one variation; the base's and the sweep's own figure when left out. */
  meanAndSd(label?: string, metric = this.metric): MeanAndSd {
    return meanAndSd(this.runsOf(label).map((run) => run.metrics[metric] ?? NaN));
  }

  /** The comparison, one row for each variation. */
  rows(metric = this.metric): SweepRow[] {
    const values = (runs: readonly SweepRun[]) => runs.map((run) => run.metrics[metric] ?? NaN);
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
  text(metric = this.metric): string {
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
export function reuseNote(there: readonly Pick<StoredRun, 'started'>[], total: number): string {
  if (there.length === 0) return '';
  const first = there.map(({ started }) => started).reduce((a, b) => (a < b ? a : b));
  const date = `${first.slice(0, 16).replace('T', ' ')} UTC`;
  if (total === 1) return `Trained before, on ${date}; --force trains again.`;
  const which = there.length === total ? `All ${total}` : `${there.length} of ${total}`;
  return `${which} runs were there already, the oldest from ${date}; --force trains them again.`;
}

/** Empty for a single run, which has none. */
const deviation = (value: number): string => (Number.isFinite(value) ? ` ± ${value.toPrecision(2)}` : '');

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toPrecision(3)}`;
