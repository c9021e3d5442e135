import { count, duration, fixed, textTable } from '../format';
import { differenceText, measuredText, pValue, valueText } from '../quantity';
import type { HasUnit } from '../quantity';
import { failureLines } from './result';
import type { SweepResult, SweepRow } from './result';
import { stoppedText } from './stopped-text';

/**
 * A sweep's comparison for a terminal: a row for each variation, one that failed included. The variation that the others
 * are compared with is marked as the base. Below stands what a reader must know about the figures.
 */
export function resultText(result: SweepResult): string {
  const { metric, failures, note } = result;
  const rows = result.rows();
  const heading = `${metric.title}${metric.unit && ` (${metric.unit})`}, mean ± SD`;
  const isCompared = rows.length > 1;
  const differences = (cells: string[]): string[] => (isCompared ? cells : []);
  const table = textTable(
    [
      'Variation',
      heading,
      ...differences(['Difference (95% CI)', rows.length > 2 ? 'p (Holm)' : 'p']),
      'Time',
      'Parameters',
      'Runs',
    ],
    [
      ...rows.map((row) => [
        rowLabel(row) + (isCompared && !row.difference ? ' (base)' : ''),
        rowValue(row, metric),
        ...differences([
          rowDifference(row, metric),
          row.difference && row.diverged === 0 ? pValue(row.difference.corrected) : '',
        ]),
        duration(row.seconds),
        fixed(row.networkParameters, 0),
        String(row.runs.length),
      ]),
      ...failedVariations(result).map((label) => [label, 'failed', ...differences(['', '']), '', '', '0']),
    ],
  );
  const failed =
    failures.length > 0 && [`${count(failures.length, 'run')} failed:`, ...failureLines(failures)].join('\n');
  const diverged = rows.some((row) => row.diverged > 0) && DIVERGED;
  const synthetic = result.runs.some(({ generated }) => generated) && SYNTHETIC;
  return [table, stoppedText(result), failed, diverged, synthetic, note].filter(Boolean).join('\n\n');
}

/** What a diverged run is; follows a table with one. */
export const DIVERGED =
  'Diverged: the validation MSE is above 1, more than any prediction inside the image can have. Lower the learning rate.';

/** What must stand beside every figure that was measured on synthetic faces. */
export const SYNTHETIC = 'Synthetic images: these figures say nothing about real photos.';

/** A variation's label with a remark if runs of it have diverged. */
export function rowLabel({ variation: { label }, diverged, runs }: SweepRow): string {
  if (diverged === 0) return label;
  return `${label} (${diverged === runs.length ? '' : `${diverged} of ${count(runs.length, 'run')} `}diverged)`;
}

/** A row's figure, mean ± SD; the mean alone where runs have diverged. */
const rowValue = ({ value, diverged }: SweepRow, of: HasUnit): string =>
  diverged > 0 ? valueText(value.mean, of) : measuredText(value, of);

/** A row's difference to the base; empty for the base itself and where runs have diverged. */
const rowDifference = ({ difference, diverged }: SweepRow, of: HasUnit): string =>
  difference && diverged === 0 ? differenceText(difference, of) : '';

/** Labels of the variations of which every run failed. */
export const failedVariations = ({ failures, variations }: SweepResult): string[] => [
  ...new Set(
    failures.map(({ variation }) => variation.label).filter((label) => !variations.some((one) => one.label === label)),
  ),
];
