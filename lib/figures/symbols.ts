import type { MarkSymbol } from './chart-spec';

/** A symbol as an SVG path, about 7 px wide, around a place. */
export function symbolPath(symbol: MarkSymbol, [x, y]: readonly [number, number]): string {
  const [left, top] = [short(x), short(y)];
  switch (symbol) {
    case 'circle':
      return `M${short(x - 3.5)} ${top}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z`;
    case 'diamond':
      return `M${left} ${short(y - 4.5)}l4.5 4.5 -4.5 4.5 -4.5 -4.5z`;
    case 'square':
      return `M${short(x - 3)} ${short(y - 3)}h6v6h-6z`;
    case 'triangle':
      return `M${left} ${short(y - 4.5)}l4.5 8h-9z`;
    case 'cross':
      return `M${short(x - 3.5)} ${short(y - 3.5)}l7 7m0 -7l-7 7`;
    case 'dot':
      return `M${short(x - 2)} ${top}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z`;
  }
}

/** A number for a path, rounded to a tenth. */
export const short = (value: number): string => String(Math.round(value * 10) / 10);
