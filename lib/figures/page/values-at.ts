import { significant } from '../../format';
import { isValue } from '../chart-spec';
import type { ChartSpec, Series } from '../chart-spec';
import type { SeriesColor } from '../palette';

/** The value of one series at a place of the horizontal axis. */
export interface ReadValue {
  readonly name: string;
  readonly color: SeriesColor;
  readonly y: number;
  /** The value, with the ends of its interval. */
  readonly text: string;
}

/**
 * The place with values that is nearest to a given one.
 *
 * @param series The series that are shown.
 * @param x A value on the horizontal axis.
 * @param isLog Whether distances are those of logarithms.
 * @returns `undefined` if no series has values.
 */
export function nearestPlace(series: readonly Series[], x: number, isLog: boolean): number | undefined {
  const scaled = (value: number) => (isLog ? Math.log(value) : value);
  let best: number | undefined;
  let least = Infinity;
  for (const value of series.flatMap((one) => [...one.x])) {
    const distance = Math.abs(scaled(value) - scaled(x));
    if (distance < least) [best, least] = [value, distance];
  }
  return best;
}

/**
 * The values of all series at one place; series without a value there are left out.
 *
 * @param spec The chart: whether its values hold until the next one.
 * @param series The series that are shown.
 * @param x From `nearestPlace`.
 */
export function valuesAt(spec: Pick<ChartSpec, 'steps'>, series: readonly Series[], x: number): ReadValue[] {
  return series.flatMap(({ name, color, x: places, y, low, high }) => {
    const at = spec.steps ? places.filter((place) => place <= x).length - 1 : places.indexOf(x);
    const value = y[at];
    if (!isValue(value)) return [];
    const [from, to] = [low?.[at], high?.[at]];
    const interval = isValue(from) && isValue(to) ? ` (${significant(from)} to ${significant(to)})` : '';
    return [{ name, color, y: value, text: significant(value) + interval }];
  });
}
