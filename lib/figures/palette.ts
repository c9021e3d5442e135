/**
 * Colors of lines and points by name. `page/styles/palette.css` gives each a value for light and one for dark pages, at
 * least 3:1 against the page, and apart from each other for readers with any color vision.
 */
export const SERIES_COLORS = [
  'ink',
  'blue',
  'green',
  'gray',
  'amber',
  'vermillion',
  'violet',
  'olive',
  'magenta',
  'teal',
  'brown',
] as const;

/** Name of a color in `SERIES_COLORS`. */
export type SeriesColor = (typeof SERIES_COLORS)[number];

/** A color of the style sheet by its name: `var(--f-blue)`. */
export const cssVariable = (color: string): string => `var(--f-${color})`;
