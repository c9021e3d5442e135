import type { MarkSymbol, Series } from './chart-spec';
import { figureState } from './kernel';

/**
 * Colors of runs: Okabe and Ito's, which people with any color vision tell apart ('Color Universal Design', 2008),
 * without those that vanish on white or on black, the light ones darkened to a contrast of 3 to 1 against both.
 */
export const RUN_COLORS = ['#0072b2', '#d55e00', '#009e73', '#bf6399', '#b87f00', '#3a94cc', '#8c6d46'] as const;

/** For what is not a run: floors, targets, means. */
export const NEUTRAL = '#7f7f7f';

/** Landmarks on images. Their marks differ in shape as well: rings and diamonds. */
export const TRUTH = '#ff2d2d';
export const PREDICTION = '#ffd60a';
export const OTHER_POINTS = '#4aa8ff';

/** Symbols that runs get in turn, each with all of the colors. Line styles tell training from validation. */
const RUN_SYMBOLS = ['circle', 'diamond', 'square', 'cross'] as const satisfies readonly MarkSymbol[];

/** How a run is drawn: its color, its symbol, and whether the symbol has to stand on its lines. */
export type RunLook = Pick<Series, 'color'> & {
  readonly symbol: MarkSymbol;
  readonly mark: 'line' | 'line and points';
};

/**
 * The look of a run. A label gets the next free one when it is first seen, and keeps it in all figures of the notebook.
 * The first seven runs are lines of their own colors; after these colors come again, told apart by a symbol.
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

export type RGB = [number, number, number];

/** Color of a share 0..1 on a scale that grows lighter. */
export const sequential = (share: number): RGB => interpolate(CIVIDIS, share);

/** Color of a value -1..1 around zero. */
export const diverging = (value: number): RGB => interpolate(DIVERGING, (value + 1) / 2);

export const cssColor = (rgb: RGB): string => `rgb(${rgb.join(' ')})`;

function interpolate(stops: readonly (readonly [number, number, number])[], share: number): RGB {
  const place = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [stops[index]!, stops[index + 1]!];
  return [0, 1, 2].map((i) => Math.round(from[i]! + (to[i]! - from[i]!) * (place - index))) as RGB;
}
