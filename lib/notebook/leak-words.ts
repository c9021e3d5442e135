import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import type { Figure, FigureOptions } from '../figures/figure';
import { intervalPlot, MEAN_LOOK } from '../figures/interval-plot';
import type { IntervalRow } from '../figures/interval-plot';
import { count, list } from '../format';
import { headingOf } from '../metrics/metric';
import { studentQuantile } from '../metrics/student';
import type { Verdict } from '../metrics/verdict';
import { differenceText, intervalText, measuredText, valueText } from '../quantity';
import type { Experiment } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import { leakFindings } from './leak';
import type { LeakFindings } from './leak';
import { note } from './learning-words';

/** Two splits of the photos compared. */
export interface SplitComparison {
  /** A paragraph on how much better a network seems when the same people are in the training and the validation data. */
  describe(): Prose;
  /** The error of each seed with both splits, and the mean-shape baseline of each. */
  figure(options?: FigureOptions): Figure;
}

/**
 * Compares the same network with two splits of the photos: by person, and by photo, which leaks identity.
 *
 * @param experiment Whose runs they are.
 * @param byPerson A sweep with a base that is split by person.
 * @param byPhoto The same network, split by photo.
 * @example const leak = await compareSplits(nose, variations, leaking); leak.describe()
 */
export async function compareSplits(
  experiment: Experiment,
  byPerson: SweepResult,
  byPhoto: SweepResult,
): Promise<SplitComparison> {
  const findings = await leakFindings(experiment, byPerson, byPhoto);
  return {
    describe: () => (findings.verdict === 'diverged' ? note : say)(leakWords(findings)),
    figure: (options) => leakFigure(findings, options),
  };
}

/** The drawing of `compareSplits`. */
function leakFigure({ metric, splits }: LeakFindings, options: FigureOptions = {}): Figure {
  const rows = splits.map(({ split, values, value, baseline }): IntervalRow => {
    const margin = (studentQuantile(value.count - 1) * value.sd) / Math.sqrt(value.count);
    return {
      label: `by ${split}`,
      value: value.mean,
      ...(Number.isFinite(margin) && { low: value.mean - margin, high: value.mean + margin }),
      dots: values.map((one, i) => ({ value: one, label: `by ${split}, run ${i + 1}: ${valueText(one, metric)}` })),
      reference: baseline.mean,
    };
  });
  const means = splits.map(({ split, value }) => `${measuredText(value, metric)} split by ${split}`);
  return intervalPlot(
    rows,
    `Validation ${metric.title} with each split (mean ± SD): ${list(means)}. Crosses: the mean-shape baseline of each.`,
    {
      x: { title: `Validation ${headingOf(metric)}` },
      kinds: { 'mean with 95% CI': MEAN_LOOK },
      names: { dot: 'one seed', reference: 'mean-shape baseline' },
      ...options,
    },
  );
}

/** The wording of `compareSplits`. */
export function leakWords(findings: LeakFindings): string {
  const { splits, shared, verdict } = findings;
  const [one, other] = splits;
  if (verdict === 'diverged') {
    return '**At least one of these trainings has diverged**, so there is nothing to compare. Lower the learning rate.';
  }
  if (one.split === other.split) return `Both are split by ${one.split}, so there is nothing to compare.`;
  return [seedsWords({ ...findings, verdict }), ...(shared ? [sharedWords(shared)] : [])].join(' ');
}

/** The errors of both splits, each with its baseline: other photos can be easier. */
function seedsWords({
  metric,
  splits,
  difference,
  verdict,
}: LeakFindings & { readonly verdict: Exclude<Verdict, 'diverged'> }): string {
  const [one, other] = splits.map(
    ({ value, baseline }) =>
      `${measuredText(value, metric)} (mean-shape baseline: ${valueText(baseline.mean, metric)})`,
  ) as [string, string];
  const seeds = count(Math.min(...splits.map(({ values }) => values.length)), 'seed');
  const interval = `${differenceText(difference, metric)}, 95% CI`;
  const claim = {
    better: `That is significantly lower (difference ${interval}), but each split has validation photos of its own.`,
    worse: `That is significantly higher (difference ${interval}), but each split has validation photos of its own.`,
    'not significant': `The difference (${interval}) is not significant with ${seeds} each, and each split has validation photos of its own.`,
    'no interval': 'With one seed each, the difference has no interval.',
    identical: 'The two are identical.',
  }[verdict];
  return `Split by ${splits[0].split}, the ${metric.title} is ${one}; split by ${splits[1].split}, it is ${other}. ${claim}`;
}

/** The same photos, once of people that the network has seen and once of people it has not: what the leak alone does. */
function sharedWords({ photos, people, comparison }: NonNullable<LeakFindings['shared']>): string {
  const px = { unit: 'px' };
  const [seen, unseen] = [comparison.error, comparison.reference].map((error) => valueText(error, px));
  const claim = {
    better: '**A split by photo makes the network look better than it is for new people.**',
    worse: 'Knowing a person from other photos does not help here.',
    'not significant': 'So no leak can be shown with these photos, which does not rule it out.',
  }[comparison.verdict];
  return (
    `${count(photos, 'photo')} of ${count(people, 'person', 'people')} were held out in both splits. On these, the error is ` +
    `${seen} after a training with other photos of the same people, and ${unseen} after one without (difference ` +
    `${intervalText(comparison, px)} over the people). ${claim}`
  );
}
