import type { MarkSymbol, Series } from './chart-spec';
import { figureState } from './kernel';

/**
 * Colors of runs: those of Okabe and Ito ('Color Universal Design', 2008), which people with any color vision can tell
 * apart, without those that vanish on white or on black; light ones are darkened to a contrast of 3 to 1 against both.
 */
export const RUN_COLORS = ['#0072b2', '#d55e00', '#009e73', '#bf6399', '#b87f00', '#3a94cc', '#8c6d46'] as const;

/** Symbols that runs get in turn, each with all of the colors. Line styles tell training from validation. */
const RUN_SYMBOLS = ['circle', 'diamond', 'square', 'cross'] as const satisfies readonly MarkSymbol[];

/** How a run is drawn: its color, its symbol, and whether its lines carry the symbol. */
export type RunLook = Pick<Series, 'color'> & {
  readonly symbol: MarkSymbol;
  readonly mark: 'line' | 'line and points';
};

/**
 * The look of a run. A label gets the next free one when it is first used, and keeps it in all figures of the notebook.
 * The first seven runs are plain lines of different colors; then the colors repeat, with a symbol to tell them apart.
 *
 * @param label The run's label in a legend.
 */
export function runLook(label: string): RunLook {
  const { runs } = figureState();
  if (!runs.includes(label)) runs.push(label);
  const place = runs.indexOf(label);
  const round = Math.floor(place / RUN_COLORS.length);
  return {
    color: RUN_COLORS[place % RUN_COLORS.length]!,
    symbol: RUN_SYMBOLS[round % RUN_SYMBOLS.length]!,
    mark: round === 0 ? 'line' : 'line and points',
  };
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
