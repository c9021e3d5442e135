import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { extremes } from '../figures/extremes';
import { list, percent } from '../format';
import { SIGNIFICANCE } from '../metrics/comparison';
import { holm } from '../metrics/holm';
import type { Interpretation } from '../metrics/interpretation';
import { labelEffect } from '../metrics/label-effect';
import type { LabelEffect } from '../metrics/label-effect';
import { pText, valueText } from '../quantity';

/** How the errors of faces depend on two of their labels, each within the groups of the other. */
export interface GroupFindings {
  readonly unit: string;
  /** Of each label that the faces have, with the p-value corrected for their number. */
  readonly effects: readonly (LabelEffect & { readonly corrected: number })[];
}

/** Measures what two labels do to the errors of all faces. */
export function groupFindings(
  { samples, errors, unit }: Pick<Interpretation, 'samples' | 'errors' | 'unit'>,
  [first, second]: readonly [string, string],
): GroupFindings {
  const pairs = [
    [first, second],
    [second, first],
  ] as const;
  const effects = pairs.flatMap(([label, within]) => labelEffect(errors, samples.faces, label, within) ?? []);
  const corrected = holm(effects.map(({ p }) => p));
  return { unit, effects: effects.map((effect, i) => ({ ...effect, corrected: corrected[i]! })) };
}

/**
 * A paragraph on which faces have the larger errors: whether the groups of two labels differ, where the error is largest
 * and smallest, and how much of its variation each label makes up. All faces count, not only the worst.
 *
 * @param result Predictions with their errors.
 * @param labels Two labels that cross each other, as every person was photographed in every pose.
 * @example describeGroups(result, ['person', 'pose'])
 */
export const describeGroups = (result: Interpretation, labels: readonly [string, string]): Prose =>
  say(groupWords(groupFindings(result, labels)));

/** The wording of `describeGroups`. */
export function groupWords({ unit, effects }: GroupFindings): string {
  if (effects.length === 0) return 'The faces have no labels to group their errors by.';
  const shares = list(effects.map(({ label, share }) => `${percent(100 * share, 0)} lies between ${plural(label)}`));
  const tests = list(effects.map(({ label, within }) => `${plural(label)} shuffled within ${plural(within)}`));
  const differ = effects.some(({ share }) => share > 0);
  return [
    ...effects.map((effect) => effectWords(effect, unit)),
    ...(differ ? [`Of the errors' variance, ${shares}.`] : []),
    `The p-values are those of permutation tests (${tests}; Holm's correction).`,
  ].join(' ');
}

function effectWords({ label, groups, corrected }: GroupFindings['effects'][number], unit: string): string {
  const text = (error: number) => valueText(error, { unit });
  const { highest, lowest, tied } = extremes(groups, ({ mean }) => mean, text);
  const all = capital(plural(label));
  if (tied) return `${all} do not differ: the mean error is ${text(groups[0]!.mean)} for each.`;
  const ends = [lowest, highest].map((ones) => `${text(ones[0]!.mean)} (${namesOf(label, ones)})`);
  const range = `their mean error ranges from ${ends.join(' to ')}`;
  return corrected < SIGNIFICANCE
    ? `**${all} differ**: ${range}, which is more than chance (${pText(corrected)}).`
    : `${all} do not differ significantly: ${range}, which may be chance (${pText(corrected)}).`;
}

/** Up to this number of groups that are tied, each is named. */
const FEW = 3;

/** `person 33`, `people 33 and 34`, `frontal, smiling`, `6 people`. */
function namesOf(label: string, groups: readonly { readonly name: string }[]): string {
  if (groups.length > FEW) return `${groups.length} ${plural(label)}`;
  const names = list(groups.map(({ name }) => name));
  const isNumbered = groups.every(({ name }) => /^\d+$/.test(name));
  return isNumbered ? `${groups.length > 1 ? plural(label) : label} ${names}` : names;
}

const PLURALS: Readonly<Record<string, string>> = { person: 'people', sex: 'sexes' };

const plural = (label: string): string => PLURALS[label] ?? `${label}s`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
