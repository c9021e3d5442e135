import type { MarkSymbol } from './chart-spec';
import { figureState } from './kernel';
import { METHODS, VARIATIONS } from './looks';
import type { Look } from './looks';

/**
 * The looks of the methods, runs or variations of one figure. Methods have theirs in all reports. A variation gets the
 * first one that is free in its figure and keeps it in later figures of the notebook, unless another one there has it.
 *
 * @param labels Labels in the figure's legend.
 * @returns A look for each label. They differ; from the seventh variation on, in their symbols alone.
 */
export function looksOf(labels: readonly string[]): Look[] {
  const known = figureState().variations;
  const variations = labels.filter((label) => !(label in METHODS));
  const taken = new Set<number>();
  const places = new Map<string, number>();
  const take = (label: string, place: number) => {
    places.set(label, place);
    taken.add(place);
  };
  for (const label of variations) {
    const place = known.get(label);
    if (place !== undefined && !taken.has(place)) take(label, place);
  }
  for (const label of variations) {
    if (places.has(label)) continue;
    let place = 0;
    while (taken.has(place)) place++;
    take(label, place);
    if (!known.has(label)) known.set(label, place);
  }
  return labels.map((label) => METHODS[label] ?? variation(places.get(label)!));
}

const SYMBOLS: readonly MarkSymbol[] = ['circle', 'square', 'diamond', 'triangle', 'cross'];

/** Beyond the table, its colors repeat with the next symbol. */
function variation(place: number): Look {
  const look = VARIATIONS[place % VARIATIONS.length]!;
  const round = Math.floor(place / VARIATIONS.length);
  return { ...look, symbol: SYMBOLS[(SYMBOLS.indexOf(look.symbol) + round) % SYMBOLS.length]! };
}

/** Cividis (Nuñez et al., PLOS ONE 2018): even in lightness for every color vision. */
const CIVIDIS = [
  [0, 34, 78],
  [49, 68, 107],
  [102, 105, 112],
  [149, 143, 120],
  [203, 186, 105],
  [254, 232, 56],
] as const;

/** Blue over white to orange, for values around zero. */
const DIVERGING = [
  [5, 80, 150],
  [103, 169, 207],
  [247, 247, 247],
  [239, 138, 72],
  [166, 54, 3],
] as const;

/** Red, green and blue, 0..255. */
export type RGB = [number, number, number];

/** Color of a value 0..1 on a scale from dark to light. */
export const sequential = (value: number): RGB => interpolate(CIVIDIS, value);

/** Color of a value -1..1 around zero. */
export const diverging = (value: number): RGB => interpolate(DIVERGING, (value + 1) / 2);

/** A color as style sheets write it: `rgb(0 34 78)`. */
export const cssColor = (rgb: RGB): string => `rgb(${rgb.join(' ')})`;

/** Piecewise linear between equally spaced colors. @param position 0..1; NaN counts as 0. */
function interpolate(stops: readonly (readonly [number, number, number])[], position: number): RGB {
  const place = Math.min(1, Math.max(0, Number.isFinite(position) ? position : 0)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [stops[index]!, stops[index + 1]!];
  return [0, 1, 2].map((i) => Math.round(from[i]! + (to[i]! - from[i]!) * (place - index))) as RGB;
}
