/** Largest number of images in a row that the style sheet has a width for. */
const MOST = 10;

/**
 * How many columns a gallery has where some fit into its width: as many as divide the number of images, so that no row
 * is left incomplete; where none does, so many that the images of the last row, which are stretched, grow least.
 *
 * @param count Number of images, or of those that belong together.
 * @param fit Number of columns of at least the least width.
 */
export function columnsFor(count: number, fit: number): number {
  if (count <= fit) return count;
  const narrowest = Math.min(2, fit);
  const candidates = Array.from({ length: fit - narrowest + 1 }, (_, i) => fit - i);
  const even = candidates.find((columns) => count % columns === 0 && columns >= 0.55 * fit);
  if (even !== undefined) return even;
  if (count === fit + 1) return count;
  const stretch = (columns: number) => columns / (count % columns || columns);
  return [fit, fit - 1, fit + 1]
    .filter((columns) => columns >= narrowest)
    .reduce((best, columns) => (stretch(columns) < stretch(best) ? columns : best));
}

/** Style properties `--c1` to `--c10`: how many columns a gallery has where so many fit. */
export const columnsStyle = (count: number): string =>
  Array.from({ length: MOST }, (_, i) => `--c${i + 1}:${columnsFor(count, i + 1)}`).join(';');
