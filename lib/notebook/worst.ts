import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { significant } from '../format';
import { argsort } from '../metrics/groups';
import type { Interpretation } from '../metrics/interpretation';
import { mean } from '../metrics/statistics';
import { list, valueText } from './verdict';

/** How the values of one label are distributed among the worst predictions. */
export interface WorstByLabel {
  readonly label: string;
  /** Number of worst predictions, and of all faces. */
  readonly count: number;
  readonly faces: number;
  /** The most frequent value among the worst; several if they tie. */
  readonly top: readonly LabelCount[];
  /**
   * Upper bound of the probability that any value is as frequent among `count` faces drawn at random: the sum of the
   * hypergeometric probabilities of all values.
   */
  readonly p: number;
  /** 'stands out' for a single value that is significant at the 5% level; 'all different' if none occurs twice. */
  readonly verdict: 'stands out' | 'tie' | 'not significant' | 'all different';
}

interface LabelCount {
  readonly value: string;
  /** Faces with this value among the worst, and among all. */
  readonly worst: number;
  readonly all: number;
}

/** Probability below which a value stands out. */
const SIGNIFICANCE = 0.05;

/**
 * Which value of a label is the most frequent among the worst predictions, and whether that is more than chance.
 *
 * @param result Predictions with their errors.
 * @param label A label of the faces, e.g. `pose`.
 * @param count Number of worst predictions to look at.
 * @returns `undefined` if the faces do not have this label, or all of them have the same value.
 */
export function worstByLabel(
  { samples, errors }: Pick<Interpretation, 'samples' | 'errors'>,
  label: string,
  count: number,
): WorstByLabel | undefined {
  const faces = samples.faces.length;
  const values = samples.faces.flatMap(({ labels }) => labels[label] ?? []);
  const all = tally(values);
  if (values.length < faces || all.size < 2) return undefined;
  const worst = tally(
    argsort(errors)
      .reverse()
      .slice(0, count)
      .map((face) => values[face]!),
  );
  const most = Math.max(...worst.values());
  const top = [...worst]
    .filter(([, n]) => n === most)
    .map(([value, n]) => ({ value, worst: n, all: all.get(value)! }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  const p = [...all.values()].reduce((sum, size) => sum + hypergeometricTail(most, size, count, faces), 0);
  return { label, count, faces, top, p: Math.min(1, p), verdict: verdict(top, most, p) };
}

function verdict(top: readonly LabelCount[], most: number, p: number): WorstByLabel['verdict'] {
  if (most < 2) return 'all different';
  if (top.length > 1) return 'tie';
  return p < SIGNIFICANCE ? 'stands out' : 'not significant';
}

/**
 * Probability of drawing at least `k` marked items.
 *
 * @param k Least number of marked items.
 * @param marked Marked items in all.
 * @param drawn Items drawn without replacement.
 * @param total Items in all.
 */
export function hypergeometricTail(k: number, marked: number, drawn: number, total: number): number {
  let sum = 0;
  for (let i = k; i <= Math.min(marked, drawn); i++) {
    sum += (choose(marked, i) * choose(total - marked, drawn - i)) / choose(total, drawn);
  }
  return sum;
}

function choose(n: number, k: number): number {
  if (k > n) return 0;
  let product = 1;
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i;
  return product;
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * A paragraph on the worst predictions: how bad they are, and what they have in common, if anything.
 *
 * @param result Predictions with their errors.
 * @param labels Labels of the faces to look at.
 * @param count Number of worst predictions.
 * @example describeWorst(result, ['pose', 'person'])
 */
export function describeWorst(result: Interpretation, labels: readonly string[], count = 5): Prose {
  return say(
    worstWords(
      result,
      labels.flatMap((label) => worstByLabel(result, label, count) ?? []),
      count,
    ),
  );
}

/** The wording of `describeWorst`. */
export function worstWords(
  { errors, unit }: Pick<Interpretation, 'errors' | 'unit'>,
  found: readonly WorstByLabel[],
  count: number,
): string {
  const [worst, average] = [
    mean(
      argsort(errors)
        .reverse()
        .slice(0, count)
        .map((face) => errors[face]!),
    ),
    mean(errors),
  ];
  const text = (error: number) => valueText(error, { unit });
  const size = `The ${count} worst predictions have a mean error of ${text(worst)}, ${significant(worst / average, 2)} times the mean over all faces (${text(average)}).`;
  const byLabel = found.map((one) => `By ${one.label}, ${labelWords(one)}.`);
  const test = found.some(({ verdict }) => verdict !== 'all different')
    ? [`The p-values are hypergeometric, corrected for the number of values.`]
    : [];
  return [size, ...byLabel, ...test].join(' ');
}

function labelWords({ count, faces, top, p, verdict }: WorstByLabel): string {
  const [first] = top;
  const probability = p < 0.001 ? 'p < 0.001' : `p = ${significant(p, 2)}`;
  const names = list(top.map(({ value }) => `*${value}*`));
  const share = `${first!.worst} of the ${count}`;
  switch (verdict) {
    case 'all different':
      return 'no two of them are alike';
    case 'tie':
      return `${names} tie with ${share} each (${probability})`;
    case 'stands out':
      return `**${first!.value}** stands out with ${share}, but only ${first!.all} of all ${faces} faces (${probability})`;
    case 'not significant':
      return `${names} is the most frequent with ${share} (${first!.all} of all ${faces} faces), which may be chance (${probability})`;
  }
}
