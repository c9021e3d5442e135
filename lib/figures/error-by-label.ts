import { list } from '../format';
import { errorsByLabel } from '../metrics/groups';
import type { Interpretation } from '../metrics/interpretation';
import { meanAndSd } from '../metrics/statistics';
import { studentQuantile } from '../metrics/student';
import { valueText } from '../quantity';
import { Random } from '../random';
import { chart } from './chart';
import type { Series } from './chart-spec';
import { extremes } from './extremes';
import { faceCards } from './face-view';
import type { Figure, FigureOptions } from './figure';
import { MEAN_LOOK } from './interval-plot';

/** The errors of the faces that share one value of a label. */
export interface Group {
  readonly name: string;
  /** Indices of the faces. */
  readonly faces: readonly number[];
  readonly mean: number;
  /** Half the width of the mean's 95% confidence interval; NaN for a single face. */
  readonly margin: number;
}

/**
 * The error of every face, grouped by a label of the data set, with each group's mean and its 95% confidence interval.
 * Each point shows its face.
 *
 * @param label A label of the faces, e.g. `pose`, `person`, `sex`.
 * @throws RangeError when the faces have no such label.
 * @example await errorByLabel(interpret(validation, predictions), 'pose')
 */
export async function errorByLabel(
  result: Interpretation,
  label: string,
  options: FigureOptions = {},
): Promise<Figure> {
  const groups = groupBy(result, label);
  const { faces, images } = await faceCards(result);
  return chart(
    {
      x: { title: errorTitle(result) },
      y: {
        title: label.charAt(0).toUpperCase() + label.slice(1),
        ticks: groups.map(({ name }, i) => ({ value: rowOf(i, groups), label: name })),
        range: [-0.6, groups.length - 0.4],
      },
      series: [facesSeries(result, groups), meansSeries(groups)],
      logSwitch: 'x',
      height: AROUND + ROW * groups.length,
      faces,
      images,
    },
    caption(groups, label, result.unit),
    options,
  );
}

/** Height of a group's row in pixels, and of what surrounds the rows. */
const ROW = 46;
const AROUND = 84;

/** A group's row, counted from the bottom: the first group is at the top. */
const rowOf = (group: number, { length }: readonly Group[]): number => length - 1 - group;

/** The groups, the one with the largest mean error first. */
export function groupBy({ samples, errors }: Interpretation, label: string): Group[] {
  const groups = errorsByLabel(errors, samples.faces, label).map(({ name, mean, errors, indices }): Group => {
    const { sd, count } = meanAndSd(errors);
    return { name, faces: indices, mean, margin: (studentQuantile(count - 1) * sd) / Math.sqrt(count) };
  });
  return groups.sort((a, b) => b.mean - a.mean);
}

/** One point a face, with random vertical offsets so that equal errors do not hide each other. */
function facesSeries({ samples, errors }: Interpretation, groups: readonly Group[]): Series {
  const random = new Random(1);
  const all = groups.flatMap(({ faces }, group) =>
    faces.map((face) => ({ face, y: rowOf(group, groups) + random.uniform(-0.22, 0.22) })),
  );
  return {
    name: 'one face',
    color: 'blue',
    mark: 'points',
    x: all.map(({ face }) => errors[face]!),
    y: all.map(({ y }) => Math.round(y * 1000) / 1000),
    faces: all.map(({ face }) => samples.faces[face]!.id),
  };
}

function meansSeries(groups: readonly Group[]): Series {
  const ends = (sign: number) =>
    groups.map(({ mean, margin }) => (Number.isFinite(margin) ? mean + sign * margin : null));
  return {
    name: 'mean with 95% CI',
    ...MEAN_LOOK,
    mark: 'points',
    x: groups.map(({ mean }) => mean),
    y: groups.map((_, i) => rowOf(i, groups)),
    low: ends(-1),
    high: ends(1),
    intervals: 'x',
    labels: groups.map(({ name, faces }) => `${name}: mean of ${faces.length}`),
  };
}

function caption(groups: readonly Group[], label: string, unit: string): string {
  const text = (mean: number) => valueText(mean, { unit });
  const { highest, lowest, tied } = extremes(groups, ({ mean }) => mean, text);
  const means = (ones: readonly Group[]) =>
    `${list(ones.map(({ name }) => name))} (${text(ones[0]!.mean)}${ones.length > 1 ? ' each' : ''})`;
  const result = tied ? `Mean: ${means(highest)}.` : `Highest mean: ${means(highest)}; lowest: ${means(lowest)}.`;
  return `Error by ${label}, with the 95% CI of each mean. ${result} Each point is one face.`;
}

/** The error's name with its unit, for an axis. */
const errorTitle = ({ unit }: Interpretation): string =>
  unit === '%' ? 'Error (% of eye distance)' : 'Error (px in the photo)';
