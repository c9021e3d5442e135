import type { Dash, MarkSymbol } from './chart-spec';
import type { SeriesColor } from './palette';

/** How a method or run is drawn in all figures. */
export interface Look {
  readonly color: SeriesColor;
  /** Symbol at the end of its line, so that lines can be told apart without color. */
  readonly symbol: MarkSymbol;
  /** Pattern of its line in figures where patterns do not tell validation from training. */
  readonly dash: Dash;
}

/** The experiment's own network at its defaults. */
const NETWORK: Look = { color: 'blue', symbol: 'circle', dash: 'solid' };

/** The label of the best recipe's network in figures that compare it with others. */
export const BEST_RECIPE = 'best recipe';

/** A method's label within a sentence. */
export const inSentence = (label: string): string => (label === BEST_RECIPE ? `the ${label}` : label);

/** Methods that look the same in all reports, by their label in legends. */
export const METHODS: Readonly<Record<string, Look>> = {
  default: NETWORK,
  'this network': NETWORK,
  'ResNet-18': NETWORK,
  [BEST_RECIPE]: { color: 'green', symbol: 'square', dash: 'dash' },
  'mean-shape baseline': { color: 'gray', symbol: 'cross', dash: 'dot' },
  'face-api, same boxes': { color: 'amber', symbol: 'diamond', dash: 'solid' },
  'face-api, own detector': { color: 'amber', symbol: 'triangle', dash: 'dot' },
};

/** Variations get these in their order. */
export const VARIATIONS: readonly Look[] = [
  { color: 'vermillion', symbol: 'square', dash: 'dash' },
  { color: 'violet', symbol: 'diamond', dash: 'dot' },
  { color: 'olive', symbol: 'triangle', dash: 'solid' },
  { color: 'magenta', symbol: 'cross', dash: 'dash' },
  { color: 'teal', symbol: 'circle', dash: 'dot' },
  { color: 'brown', symbol: 'square', dash: 'solid' },
];
