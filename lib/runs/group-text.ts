import { list, textTable } from '../format';
import { headingOf } from '../metrics/metric';
import type { Verdict } from '../metrics/verdict';
import { wordsOf } from '../parameters/names';
import { differenceText, boundsText, measuredText, pValue, valueText } from '../quantity';
import type { GroupComparison, GroupRow } from './group-comparison';
import { seedRows } from './group-seeds';
import { shortKey } from './key';
import { SYNTHETIC } from './result-text';

/** What the test says of a group, in a column of a table. */
const VERDICTS: Readonly<Record<Verdict, string>> = {
  better: 'lower error',
  worse: 'higher error',
  'not significant': 'may be chance',
  'no interval': 'cannot be tested',
  identical: 'identical',
  diverged: 'diverged',
};

/**
 * The verdict on a group, if it has one. Where faces are paired, nothing is said of networks with other seeds.
 *
 * @example groupVerdict(rows[1]) // 'lower error of these networks'
 */
export function groupVerdict({ verdict, difference }: Pick<GroupRow, 'verdict' | 'difference'>): string {
  if (!verdict) return '';
  const isOfThese = difference?.isPaired && (verdict === 'better' || verdict === 'worse');
  return VERDICTS[verdict] + (isOfThese ? ' of these networks' : '');
}

/**
 * A comparison of groups of runs for a terminal: the parameters that differ, each group's error with its interval, the
 * difference to the first group, the errors of single runs by their seeds, and how it was tested.
 */
export function groupText(comparison: GroupComparison): string {
  const { metric, rows, parameters } = comparison;
  const several = rows.length > 2;
  const letters = rows.map((_, i) => letterOf(i));
  const differing =
    parameters.length > 0
      ? textTable(
          ['Parameter', ...letters],
          parameters.map(({ name, values }) => [wordsOf(name), ...values]),
        )
      : 'All parameters are the same: the code or the packages differ.';
  const table = textTable(
    [
      '',
      'First key',
      'Runs',
      `${headingOf(metric)}, mean ± SD`,
      '95% CI',
      'Difference to A (95% CI)',
      several ? 'p (Holm)' : 'p',
      'Verdict',
    ],
    rows.map((row, i) => [
      letters[i]!,
      shortKey(row.runs[0].key),
      String(row.runs.length),
      measuredText(row.value, metric),
      ...intervalCells(row, comparison),
    ]),
  );
  const seeds = seedRows(comparison);
  const bySeed =
    seeds.length > 0 &&
    textTable(
      ['Seed', ...letters],
      seeds.map(({ seed, values }) => [
        String(seed),
        ...values.map((value) => (value === undefined ? '–' : valueText(value, metric))),
      ]),
    );
  const synthetic = rows.some(({ runs }) => runs.some(({ generated }) => generated)) && SYNTHETIC;
  return [differing, table, bySeed, testWords(comparison), synthetic].filter(Boolean).join('\n\n');
}

/** `A`, `B`, ...; beyond `Z`, numbers. */
export const letterOf = (i: number): string => (i < 26 ? String.fromCharCode(65 + i) : String(i + 1));

const intervalCells = ({ interval, difference, verdict }: GroupRow, { metric }: GroupComparison): string[] => [
  Number.isFinite(interval.low) ? boundsText(interval, metric) : '',
  difference ? differenceText(difference, metric) : '',
  difference && Number.isFinite(difference.corrected) ? pValue(difference.corrected) : '',
  groupVerdict({ verdict, difference }),
];

/** How the differences were tested, and what that test answers, in sentences. */
export function testWords({ rows, unit }: GroupComparison): string {
  const tested = rows.slice(1).map(({ difference }) => difference!);
  const paired = rows.slice(1).filter((_, i) => tested[i]!.isPaired);
  const others = rows.slice(1).filter((_, i) => !tested[i]!.isPaired);
  const named = (some: readonly GroupRow[]): string =>
    some.length === rows.length - 1 ? '' : ` (${list(some.map((row) => letterOf(rows.indexOf(row))))})`;
  const untested = others.some(({ difference }) => Number.isNaN(difference!.p) && difference!.mean !== 0);
  return [
    paired.length > 0 &&
      `Seeds and faces are the same${named(paired)}: Student's t-test, paired by ${unit}, of each ${unit}'s mean error over ` +
        `the runs. It says whether these networks differ on other ${unit === 'person' ? 'people' : 'faces'}; it does not ` +
        'cover other seeds.',
    others.length > 0 &&
      `Seeds or faces differ${named(others)}: Welch's t-test over the runs.` +
        (untested ? ' It needs two runs or more in each group: name one run of each and add --seeds.' : ''),
    tested.length > 1 && `P-values are corrected for ${tested.length} comparisons by Holm's method.`,
  ]
    .filter(Boolean)
    .join('\n');
}
