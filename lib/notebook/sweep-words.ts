import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { count, percent } from '../format';
import type { Metric } from '../metrics/metric';
import { pairedDifference } from '../metrics/statistics';
import type { Difference } from '../metrics/statistics';
import type { SweepResult } from '../runs/result';
import { differenceText, list, valueText, verdictOf } from './verdict';
import type { Verdict } from './verdict';

/** What a sweep shows about one of its variations. */
export interface VariationFinding {
  readonly label: string;
  /** Mean over the runs. */
  readonly value: number;
  /** Mean difference to the base, with half the width of its 95% interval. */
  readonly difference: Difference;
  readonly verdict: Verdict;
}

/** What a sweep shows: a finding for each variation except the base. */
export interface SweepFindings {
  readonly metric: Pick<Metric, 'title' | 'unit'>;
  /** Label and mean of the base. */
  readonly base: { readonly label: string; readonly value: number };
  /** Runs of each variation. */
  readonly runs: number;
  readonly variations: readonly VariationFinding[];
}

/** Compares a sweep's variations with its base. */
export function sweepFindings(result: Pick<SweepResult, 'metric' | 'rows'>): SweepFindings {
  const rows = result.rows();
  const [base, ...others] = rows;
  return {
    metric: result.metric,
    base: { label: base!.variation.label, value: base!.value.mean },
    runs: Math.min(...rows.map(({ runs }) => runs.length)),
    variations: others.map(({ variation, value, difference }) => ({
      label: variation.label,
      value: value.mean,
      difference: difference!,
      verdict: verdictOf(difference!),
    })),
  };
}

/**
 * A paragraph on what a sweep shows: which variations are better or worse than the base, and which differences are
 * not significant.
 *
 * @param result A finished sweep.
 * @example describeSweep(variations)
 */
export const describeSweep = (result: SweepResult): Prose => say(sweepWords(sweepFindings(result)));

/** Up to this number, each variation gets a sentence; more are grouped by verdict, as the table has the details. */
const FEW = 2;

/** The wording of `describeSweep`. */
export function sweepWords(findings: SweepFindings): string {
  const { variations, runs } = findings;
  if (variations.length === 0) return '';
  if (runs < 2) return singleRunWords(findings);
  const caution = multipleComparisons(findings);
  if (variations.length > FEW) return [groupedWords(findings), ...caution].join('\n\n');
  return [...variations.map((one) => variationWords(one, findings)), ...caution].join(' ');
}

function variationWords(
  { label, value, difference, verdict }: VariationFinding,
  { metric, base, runs }: SweepFindings,
): string {
  const values = `${metric.title} with **${label}**: ${valueText(value, metric)} vs. ${valueText(base.value, metric)}`;
  if (verdict === 'identical') return `${values}, identical.`;
  const claim =
    verdict === 'not significant' ? `not significant with ${count(runs, 'seed')}` : `significantly ${verdict}`;
  return `${values} (difference ${differenceText(difference)}, 95% CI): ${claim}.`;
}

function singleRunWords({ metric, base, variations }: SweepFindings): string {
  const all = [base, ...variations].map(({ label, value }) => `${valueText(value, metric)} (${label})`);
  return (
    `${metric.title}: ${list(all)}. With one run each, a difference cannot be told apart from the effect of the ` +
    'random seed.'
  );
}

/** One line for each verdict that occurs. */
function groupedWords({ base, runs, variations }: SweepFindings): string {
  const titles = {
    better: `Significantly better than ${base.label}`,
    worse: `Significantly worse than ${base.label}`,
    'not significant': `Not significant with ${count(runs, 'seed')}`,
    identical: `Identical to ${base.label}`,
  };
  const lines = Object.entries(titles).flatMap(([verdict, title]) => {
    const found = variations.filter((one) => one.verdict === verdict);
    const items = found.map(({ label, difference }) =>
      verdict === 'identical' ? label : `${label} (${differenceText(difference)})`,
    );
    return found.length > 0 ? [`- ${title}: ${items.join('; ')}.`] : [];
  });
  return lines.join('\n');
}

/** A caution if several differences are tested and some are significant. */
function multipleComparisons({ variations }: SweepFindings): string[] {
  const tests = variations.length;
  if (tests < 2 || !variations.some(({ verdict }) => verdict === 'better' || verdict === 'worse')) return [];
  const bound = percent(Math.min(100, 5 * tests), 0);
  return [`With ${tests} comparisons, the probability of at least one false positive is up to ${bound}.`];
}

/** The same network measured with two splits of the photos. */
export interface SplitFindings {
  readonly metric: Pick<Metric, 'title' | 'unit'>;
  /** What each is split by, `person` or `photo`. */
  readonly splits: readonly [string, string];
  /** Mean error with each split. */
  readonly values: readonly [number, number];
  /** The second error minus the first, paired by seed. */
  readonly difference: Difference;
  readonly verdict: Verdict;
  readonly runs: number;
}

/** Compares the base runs of two sweeps that split the photos in different ways. */
export function splitFindings(first: SweepResult, second: SweepResult): SplitFindings {
  const values = (result: SweepResult) => result.runsOf().map(({ metrics }) => metrics[result.metric.key]!);
  const splitOf = (result: SweepResult) => result.runsOf()[0]!.parameters.split ?? 'person';
  const difference = pairedDifference(values(second), values(first));
  return {
    metric: first.metric,
    splits: [splitOf(first), splitOf(second)],
    values: [first.meanAndSd().mean, second.meanAndSd().mean],
    difference,
    verdict: verdictOf(difference),
    runs: second.runsOf().length,
  };
}

/**
 * A paragraph on how much better a network seems when the same people are in the training and the validation data.
 *
 * @param byPerson A sweep with a base that is split by person.
 * @param byPhoto The same network, split by photo.
 */
export const describeLeak = (byPerson: SweepResult, byPhoto: SweepResult): Prose =>
  say(leakWords(splitFindings(byPerson, byPhoto)));

/** The wording of `describeLeak`. */
export function leakWords({ metric, splits, values, difference, verdict, runs }: SplitFindings): string {
  const [[split, other], [value, leaking]] = [splits, values];
  if (split === other) return `Both are split by ${split}, so there is nothing to compare.`;
  const figures = `Split by ${other}, the ${metric.title} is ${valueText(leaking, metric)} vs. ${valueText(value, metric)} by ${split}`;
  const interval = `${figures} (difference ${differenceText(difference)}, 95% CI)`;
  const caution = 'Part of the difference may come from the different validation photos.';
  switch (verdict) {
    case 'better': {
      const gain = percent(100 * (1 - leaking / value), 0);
      return `${interval}: the same network seems ${gain} better, because it has seen most of the people in training. ${caution}`;
    }
    case 'worse':
      return `${interval}: significantly worse, so having seen the people before does not help here. ${caution}`;
    case 'not significant':
      return (
        `${interval}: not significant with ${count(runs, 'seed')}. That does not rule out a leak. More seeds ` +
        '(`repeats`) narrow the interval.'
      );
    case 'single run':
      return `${figures}. With one run each, the difference cannot be told apart from the effect of the random seed.`;
    case 'identical':
      return `${figures}: identical.`;
  }
}
