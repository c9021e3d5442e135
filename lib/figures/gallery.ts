import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { dataBlock, html } from '../html';
import type { Html } from '../html';
import { drawMarks, MARK_NAMES, markedImage, markKinds } from './marks';
import type { Marks } from './marks';
import { imageDefinitions } from './images';
import type { PageImage } from './images';

/** One image of a gallery. */
export interface GalleryItem {
  readonly image: PageImage;
  readonly marks: Marks;
  /** Size of the marks; 1 for a face that fills the image. */
  readonly markScale?: number;
  /** First line below the image, e.g. the error. */
  readonly title: string;
  /** Second line. */
  readonly text?: string;
  /** What the image shows, with numbers, for screen readers. */
  readonly alt: string;
  /** What the gallery can be sorted by, and what the enlarged image lists: `{ person: '33', 'error (px)': 12.3 }`. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** What the page needs of an item to enlarge it. */
export interface GalleryItemSpec extends Pick<GalleryItem, 'marks' | 'markScale' | 'title' | 'text' | 'alt' | 'facts'> {
  /** Id of the image's definition in the page. */
  readonly image: string;
  readonly height: number;
}

/** What the page needs of a gallery. */
export interface GallerySpec {
  readonly items: readonly GalleryItemSpec[];
}

/** Options of a gallery. */
export interface GalleryOptions extends FigureOptions {
  /** Minimum width of an image in pixels; a row holds as many images as fit. */
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
): Html {
  const spec: GallerySpec = {
    items: items.map(({ image, ...item }) => ({ ...item, image: image.id, height: image.height })),
  };
  return html`<faces-gallery class="${pixelated && 'faces-pixelated'}" style="--w:${width}px">
    ${imageDefinitions(items.map((item) => item.image))}
    <ul class="faces-items">${spec.items.map(listItem)}</ul>
    ${legend(items)}${dataBlock(spec)}
  </faces-gallery>`;
}

function listItem({ image, height, marks, markScale, title, text, alt }: GalleryItemSpec): Html {
  return html`<li>
    <div class="faces-open">${markedImage(image, height, marks, alt, markScale)}</div>
    ${title && html`<strong>${title}</strong>`}
    ${text && html`<span>${text}</span>`}
  </li>`;
}

/** What the marks mean, for the kinds that occur. */
function legend(items: readonly GalleryItem[]): Html | undefined {
  const entries = markKinds(items).map((kind) => {
    const sample = drawMarks({ [kind]: kind === 'boxes' ? [3, 3, 17, 17] : [10, 10] }, 1.4);
    return html`<li><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${sample}</svg>${MARK_NAMES[kind]}</li>`;
  });
  return entries.length > 0 ? html`<ul class="faces-legend">${entries}</ul>` : undefined;
}
