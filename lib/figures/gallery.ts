import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { dataBlock, escapeHtml } from '../html';
import { drawMarks, MARK_NAMES, markKinds, IMAGE_WIDTH } from './marks';
import type { Marks } from './marks';
import { imageDefinitions } from './images';
import type { Image } from './images';

/** One image of a gallery. */
export interface GalleryItem {
  readonly image: Image;
  readonly marks: Marks;
  /** Size of the marks; 1 for a face that fills the image. */
  readonly markScale?: number;
  /** First line below the image, e.g. the error. */
  readonly title: string;
  /** Second line. */
  readonly text?: string;
  /** What the image shows, with figures, for those who do not see it. */
  readonly alt: string;
  /** What the gallery can be sorted by, and what the enlarged image lists: `{ person: '33', 'error (px)': 12.3 }`. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** What the page needs of an item to enlarge it. */
export interface GalleryItemSpec extends Pick<GalleryItem, 'marks' | 'markScale' | 'title' | 'text' | 'alt' | 'facts'> {
  readonly image: string;
  readonly height: number;
}

/** What the page needs of a gallery. */
export interface GallerySpec {
  readonly items: readonly GalleryItemSpec[];
}

export interface GalleryOptions extends FigureOptions {
  /** Least width of an image in pixels; as many stand side by side as fit. */
  width?: number;
  /** Pixels stay sharp squares, for images of a few pixels. */
  pixelated?: boolean;
}

/**
 * Images with landmarks on them, which the reader can sort, enlarge, and look at with or without landmarks.
 *
 * @param caption Used where the options have none.
 */
export function gallery(items: readonly GalleryItem[], caption: string, options: GalleryOptions = {}): Figure {
  return new Figure('figure', galleryBody(items, options), options.caption ?? caption, options);
}

/** A gallery's HTML without frame and caption, for figures of several. */
export function galleryBody(
  items: readonly GalleryItem[],
  { width = 150, pixelated = false }: Pick<GalleryOptions, 'width' | 'pixelated'>,
): string {
  const spec: GallerySpec = {
    items: items.map(({ image, ...item }) => ({ ...item, image: image.id, height: image.height })),
  };
  return (
    `<faces-gallery class="${pixelated ? 'faces-pixelated' : ''}" style="--w:${width}px">` +
    `${imageDefinitions(items.map((item) => item.image))}` +
    `<ul class="faces-items">${spec.items.map(listItem).join('')}</ul>${key(items)}${dataBlock(spec)}</faces-gallery>`
  );
}

function listItem(item: GalleryItemSpec): string {
  const drawing =
    `<svg viewBox="0 0 ${IMAGE_WIDTH} ${item.height}" role="img" aria-label="${escapeHtml(item.alt)}">` +
    `<use href="#${item.image}"/><g class="faces-marks">${drawMarks(item.marks, item.markScale)}</g></svg>`;
  const text = item.text ? `<span>${escapeHtml(item.text)}</span>` : '';
  const title = item.title ? `<strong>${escapeHtml(item.title)}</strong>` : '';
  return `<li><div class="faces-open">${drawing}</div>${title}${text}</li>`;
}

/** What the marks mean, for the kinds that occur. */
function key(items: readonly GalleryItem[]): string {
  const entries = markKinds(items).map((kind) => {
    const sample = drawMarks({ [kind]: kind === 'boxes' ? [3, 3, 17, 17] : [10, 10] }, 1.4);
    return `<li><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${sample}</svg>${MARK_NAMES[kind]}</li>`;
  });
  return entries.length > 0 ? `<ul class="faces-legend">${entries.join('')}</ul>` : '';
}
