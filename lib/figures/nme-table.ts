import { fixed } from '../format';
import { bootstrapInterval } from '../metrics/bootstrap';
import type { Interval } from '../metrics/bootstrap';
import { areaUnderCed, failureRate } from '../metrics/ced';
import { mean } from '../metrics/statistics';
import type { Figure, FigureOptions } from './figure';
import { table } from './table';

interface Row {
  readonly label: string;
  readonly faces: number;
  readonly nme: number;
  readonly interval: Interval;
  readonly area: number;
  readonly failures: readonly [number, number];
}

/**
 * The measures of the 300-W challenge side by side: NME with its 95% bootstrap interval, AUC up to 8%, failure rates
 * at 8% and 10%.
 *
 * @param results NME of each face in percent, by label; those without faces are left out.
 * @example nmeTable({ 'ResNet-18': result.errors, 'mean-shape baseline': meanShapeErrors(data) })
 */
export function nmeTable(results: Readonly<Record<string, ArrayLike<number>>>, options: FigureOptions = {}): Figure {
  const measured = Object.entries(results).filter(([, errors]) => errors.length > 0);
  const rows = measured.map(([label, errors]): Row => ({
    label,
    faces: errors.length,
    nme: mean(errors),
    interval: bootstrapInterval(errors),
    area: 100 * areaUnderCed(errors, 8),
    failures: [100 * failureRate(errors, 8), 100 * failureRate(errors, 10)],
  }));
  return table(
    rows,
    [
      { title: 'Method', value: ({ label }) => label },
      { title: 'Faces', value: ({ faces }) => faces },
      { title: 'NME (%)', value: ({ nme }) => nme, decimals: 2 },
      {
        title: '95% CI (%)',
        value: ({ interval }) => interval.low,
        html: ({ interval: { low, high } }) => `${fixed(low, 2)} to ${fixed(high, 2)}`,
      },
      { title: 'AUC at 8% (%)', value: ({ area }) => area, decimals: 1 },
      { title: 'FR at 8% (%)', value: ({ failures }) => failures[0], decimals: 1 },
      { title: 'FR at 10% (%)', value: ({ failures }) => failures[1], decimals: 1 },
    ],
    'Normalized mean error (NME) with its 95% bootstrap CI over faces, area under the cumulative error distribution up ' +
      'to 8% (AUC), and failure rates (FR): faces with an error above 8% and 10%.',
    options,
  );
}
