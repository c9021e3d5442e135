import { say } from '../figures/displayed';
import type { Figure } from '../figures/figure';
import { lossCurves } from '../figures/loss-curves';
import { table } from '../figures/table';
import { count, list } from '../format';
import { html } from '../html';
import { headingOf } from '../metrics/metric';
import { wordsOf } from '../parameters/names';
import { differenceText, boundsText, measuredNumber, measuredText, pValue, valueText } from '../quantity';
import type { HasUnit } from '../quantity';
import type { FigurePage } from '../report/figure-page';
import type { GroupComparison, GroupRow } from '../runs/group-comparison';
import { seedRows } from '../runs/group-seeds';
import type { SeedRow } from '../runs/group-seeds';
import { groupVerdict, letterOf, testWords } from '../runs/group-text';
import { shortKey } from '../runs/key';
import { SYNTHETIC } from '../runs/result-text';

/**
 * A comparison of groups of runs as a page: which parameters differ, errors and tests, and the loss curves.
 *
 * @param comparison From `compareGroups`.
 * @param command The command that makes the page again.
 */
export function comparePage(comparison: GroupComparison, command: string): FigurePage {
  const { rows, parameters } = comparison;
  const names = rows.map((row, i) => `${letterOf(i)}: ${row.label}`);
  const isSynthetic = rows.some(({ runs }) => runs.some(({ generated }) => generated));
  const differing = table(
    parameters,
    [
      { title: 'Parameter', value: ({ name }) => wordsOf(name) },
      ...rows.map((_, i) => ({ title: letterOf(i), value: ({ values }: (typeof parameters)[number]) => values[i] })),
    ],
    `Parameters that differ between ${count(rows.length, 'group')} of runs.`,
    { id: 'parameters' },
  );
  const curves = lossCurves(
    Object.fromEntries(rows.map(({ runs }, i) => [names[i]!, runs.map(({ training }) => training)])),
    {
      training: false,
      id: 'curves',
    },
  );
  return {
    title: `Comparison of ${list([...new Set(rows.map(({ runs }) => runs[0].experiment))])} runs`,
    summary: [...rows.map((row, i) => rowWords(row, letterOf(i), comparison)), isSynthetic && SYNTHETIC]
      .filter(Boolean)
      .join(' '),
    command,
    isSynthetic,
    sections: [
      {
        heading: 'Errors',
        content: [
          errorTable(comparison, names),
          say(testWords(comparison).replaceAll('\n', ' ')),
          ...seedTable(comparison, names),
        ],
      },
      {
        heading: 'Parameters that differ',
        content: [
          parameters.length > 0 ? differing : say('All parameters are the same: the code or the packages differ.'),
        ],
      },
      { heading: `Validation MSE by epoch`, content: [curves] },
    ],
  };
}

function rowWords({ label, value, difference, verdict, runs }: GroupRow, letter: string, { metric }: GroupComparison) {
  const measured = `${letter} (${label}): ${metric.title} ${measuredText(value, metric)}, ${count(runs.length, 'run')}`;
  return difference && verdict
    ? `${measured}; difference to A ${differenceText(difference, metric)}: ${groupVerdict({ verdict, difference })}.`
    : `${measured}.`;
}

function errorTable({ rows, metric }: GroupComparison, names: readonly string[]) {
  const p = rows.length > 2 ? 'p (Holm)' : 'p';
  return table<GroupRow>(
    rows,
    [
      {
        title: 'Group (key of its first run)',
        value: (row) => names[rows.indexOf(row)],
        html: (row) => html`${names[rows.indexOf(row)]} (${shortKey(row.runs[0].key)})`,
      },
      { title: 'Runs', value: ({ runs }) => runs.length },
      {
        title: `${headingOf(metric)}, mean ± SD (95% CI)`,
        value: ({ value }) => value.mean,
        html: ({ value, interval }) => html`${measuredNumber(value, metric)}${intervalBelow(interval, metric)}`,
      },
      {
        title: 'Difference to A (95% CI)',
        value: ({ difference }) => difference?.mean,
        html: ({ difference }) => (difference ? differenceText(difference, metric) : 'base'),
      },
      {
        title: p,
        value: ({ difference }) => difference?.corrected,
        html: ({ difference }) => (difference ? pValue(difference.corrected) : ''),
      },
      { title: 'Verdict', value: groupVerdict },
    ],
    `${metric.title} of ${count(rows.length, 'group')} of runs, compared with A.`,
    { id: 'errors', highlight: ({ difference }) => difference === undefined },
  );
}

const intervalBelow = (interval: GroupRow['interval'], metric: HasUnit) =>
  Number.isFinite(interval.low) && html`<br>(${boundsText(interval, metric)})`;

/** The errors of single runs, where a group has several. */
function seedTable(comparison: GroupComparison, names: readonly string[]): Figure[] {
  const rows = seedRows(comparison);
  if (rows.length === 0) return [];
  const { metric } = comparison;
  return [
    table<SeedRow>(
      rows,
      [
        { title: 'Seed', value: ({ seed }) => seed },
        ...names.map((title, i) => ({
          title,
          value: ({ values }: SeedRow) => values[i],
          html: ({ values }: SeedRow) => (values[i] === undefined ? '–' : valueText(values[i], metric)),
        })),
      ],
      `${metric.title} of each run, by its seed.`,
      { id: 'seeds' },
    ),
  ];
}
