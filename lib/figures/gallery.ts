import { dataBlock, html } from '../html';
import type { Html } from '../html';
import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { columnsStyle } from './gallery-columns';
import type { GalleryItemSpec, GallerySpec } from './gallery-spec';
import { imageDefinitions } from './images';
import type { PageImage } from './images';
import { drawMarks, MARK_NAMES, markedImage, markKinds } from './marks';

/** One image of a gallery. */
export interface GalleryItem extends Omit<GalleryItemSpec, 'image' | 'height'> {
  readonly image: PageImage;
}

/** Options of a gallery. */
export interface GalleryOptions extends FigureOptions {
  /** How large images are; medium by default. Rows are filled. */
  size?: 'small' | 'medium' | 'large';
  /** Number of images that belong together: a row ends where they do. */
  group?: number;
  /** Pixels stay sharp squares, for images of a few pixels. */
  pixelated?: boolean;
}

/**
 * Images with landmarks on them, which the reader can sort, enlarge, and look at with or without landmarks.
 *
 * @param caption Used where the options have none.
 * @example const view = (items: Parameters<typeof gallery>[0]) => gallery(items, 'My faces.', { size: 'large' });
 */
export function gallery(items: readonly GalleryItem[], caption: string, options: GalleryOptions = {}): Figure {
  return new Figure('figure', galleryBody(items, options), options.caption ?? caption, options);
}

/** A gallery's HTML without frame and caption, for figures of several. */
export function galleryBody(
  items: readonly GalleryItem[],
  { size = 'medium', group, pixelated = false }: Omit<GalleryOptions, keyof FigureOptions>,
): Html {
  const spec: GallerySpec = {
    items: items.map(({ image, ...item }) => ({ ...item, image: image.id, height: image.height })),
    ...(group !== undefined && { isOrdered: true }),
  };
  return html`<faces-gallery class="faces-${size}${pixelated && ' faces-pixelated'}" style="${columnsStyle(group ?? items.length)}">
    ${imageDefinitions(items.map((item) => item.image))}
    <ul class="faces-items">${spec.items.map(listItem)}</ul>
    ${legend(items)}${dataBlock(spec)}
  </faces-gallery>`;
}

function listItem(item: GalleryItemSpec): Html {
  const { title, text, alt } = item;
  return html`<li>
    <div class="faces-open">${markedImage(item, alt)}</div>
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
