import { errorsByLabel } from '../metrics/groups';
import { studentQuantile } from '../metrics/statistics';
import { Random } from '../random';
import { chart } from './chart';
import type { Series } from './chart-spec';
import { RUN_COLORS } from './colors';
import { faceCards } from './face-view';
import type { Figure, FigureOptions } from './figure';
import type { Interpretation } from '../metrics/interpretation';
import { significant } from '../format';

interface Group {
  readonly name: string;
  readonly faces: readonly number[];
  readonly mean: number;
  /** Half the width of the mean's 95 % interval; NaN for a single face. */
  readonly margin: number;
}

/**
 * The error of every face, grouped by what the data set knows of them, with the mean of each group and its 95 %
 * interval. Each point shows its face.
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
  const title = label.charAt(0).toUpperCase() + label.slice(1);
  return chart(
    {
      x: {
        title,
        ticks: groups.map(({ name }, value) => ({ value, label: name })),
        range: [-0.6, groups.length - 0.4],
      },
      y: { title: errorTitle(result) },
      series: [facesSeries(result, groups), meansSeries(groups)],
      logSwitch: 'y',
      faces,
      images,
    },
    caption(groups, label, result.unit),
    options,
  );
}

function groupBy({ samples, errors }: Interpretation, label: string): Group[] {
  const groups = errorsByLabel(errors, samples.faces, label).map(({ name, mean, errors, indices }): Group => {
    const n = errors.length;
    const sd = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (n - 1));
    return { name, faces: indices, mean, margin: (studentQuantile(n - 1) * sd) / Math.sqrt(n) };
  });
  return groups.sort((a, b) => b.mean - a.mean);
}

/** One point a face, spread sideways so that equal errors do not hide each other. */
function facesSeries({ samples, errors }: Interpretation, groups: readonly Group[]): Series {
  const random = new Random(1);
  const all = groups.flatMap(({ faces }, group) =>
    faces.map((face) => ({ face, x: group + random.uniform(-0.22, 0.22) })),
  );
  return {
    name: 'one face',
    color: RUN_COLORS[0],
    mark: 'points',
    x: all.map(({ x }) => Math.round(x * 1000) / 1000),
    y: all.map(({ face }) => errors[face]!),
    faces: all.map(({ face }) => samples.faces[face]!.id),
  };
}

function meansSeries(groups: readonly Group[]): Series {
  const ends = (sign: number) =>
    groups.map(({ mean, margin }) => (Number.isFinite(margin) ? mean + sign * margin : null));
  return {
    name: 'mean with 95 % interval',
    color: RUN_COLORS[1],
    mark: 'points',
    symbol: 'line',
    x: groups.map((_, i) => i),
    y: groups.map(({ mean }) => mean),
    low: ends(-1),
    high: ends(1),
    labels: groups.map(({ name, faces }) => `${name}: mean of ${faces.length}`),
  };
}

function caption(groups: readonly Group[], label: string, unit: string): string {
  const [first, last] = [groups[0]!, groups.at(-1)!];
  const mean = ({ name, mean }: Group) => `${name} (mean ${significant(mean)} ${unit})`;
  const overlap = first.mean - first.margin <= last.mean + last.margin;
  const spread =
    groups.length < 2
      ? `Only ${mean(first)}.`
      : `Largest for ${mean(first)}, smallest for ${mean(last)}${overlap ? '; their intervals overlap' : ''}.`;
  return `Error by ${label}. ${spread} Each point shows its face.`;
}

/** The error's name with its unit, for an axis. */
const errorTitle = ({ unit }: Interpretation): string =>
  unit === '%' ? 'Error (% of eye distance)' : 'Error (px in the photo)';
