import type { Marks } from './marks';

/** One image of a gallery, as the page needs it. */
export interface GalleryItemSpec {
  /** Id of the image's definition in the page. */
  readonly image: string;
  /** Height of the image where its width is 200. */
  readonly height: number;
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

/** What the page needs of a gallery. */
export interface GallerySpec {
  readonly items: readonly GalleryItemSpec[];
}
