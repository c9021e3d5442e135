import type { MarkedImage } from './marks';

/** One image of a gallery, as the page needs it. */
export interface GalleryItemSpec extends MarkedImage {
  /** First line below the image, e.g. the error. */
  readonly title: string;
  /** Second line. */
  readonly text?: string;
  /** What the image shows, with numbers, for screen readers. */
  readonly alt: string;
  /** What the gallery can be sorted by, and what the enlarged image lists: `{ person: '33', 'error (px)': 12.3 }`. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** What the page needs of a gallery. */
export interface GallerySpec {
  readonly items: readonly GalleryItemSpec[];
  /** Whether the order has a meaning of its own, so that the reader cannot sort it. */
  readonly isOrdered?: boolean;
}
