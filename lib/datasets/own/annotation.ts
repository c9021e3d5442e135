import type { Box, Size } from '../../geometry';

/** A point in a photo: x and y. */
export type Point = readonly [x: number, y: number];

/** How an annotation names its photo. */
export type PhotoReference =
  /** A path as it is written, relative to the annotation file or to any folder above it. */
  | { readonly path: string }
  /** The photo is the file with the annotation file's own name but for the ending. */
  | { readonly path: null }
  /** The photo is in the annotation itself: gray values 0..255, shape [height, width]. */
  | ({ readonly gray: Uint8Array } & Size);

/** One annotated face, as a format's reader gives it. */
export interface Annotation {
  /** Where it is in its file: `line 12`, `annotation 7`; empty if it is the whole file. */
  readonly entry: string;
  readonly photo: PhotoReference;
  /** Size of the photo in pixels, if the annotation states it. */
  readonly size?: Size;
  /** The face's box in pixels, if there is one. */
  readonly box?: Box;
  /**
   * The landmarks that are there, by name; those of numbered ones are `0`, `1`, ... In pixels, in the library's
   * continuous coordinates (see `Face`), whatever the format's own convention is.
   */
  readonly points: ReadonlyMap<string, Point>;
  /** Whether the points are fractions of the photo's width and height instead of pixels. */
  readonly fractions?: boolean;
  /** Number of landmarks, missing ones included, in formats that tell landmarks apart by their place in a list. */
  readonly count?: number;
  /** Who or what is in the photo, if the annotation says it; photos of one group stay together. */
  readonly group?: string;
}

/** Something wrong in a file. */
export interface EntryProblem {
  /** Where in the file; empty if it is the whole file. */
  readonly entry: string;
  /** What is wrong, as a clause without its period. */
  readonly problem: string;
  /** What to do about it, as a sentence; by default, to correct the entry. */
  readonly remedy?: string;
}

/** What a format's reader has found in one file; the reader fills it. */
export class Reading {
  readonly annotations: Annotation[] = [];
  readonly problems: EntryProblem[] = [];
  /** What was left out as the file itself asks: faces by reason. */
  readonly leftOut = new Map<string, number>();
  /** Names of the landmarks in the order in which the file declares them, if it does. */
  names: readonly string[] = [];
  /** Pairs of landmarks joined by a line, if the file says so. */
  edges: readonly (readonly [string, string])[] = [];

  /** Notes something wrong. */
  problem(entry: string, problem: string, remedy?: string): void {
    this.problems.push({ entry, problem, ...(remedy && { remedy }) });
  }

  /** Counts a face that its annotation asks to leave out, or that has nothing to learn from. */
  leaveOut(reason: string): void {
    this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + 1);
  }

  /** Adds a face, or counts it as left out if it has no landmarks at all. */
  add(annotation: Annotation): void {
    if (annotation.points.size === 0) this.leaveOut('annotations without landmarks');
    else this.annotations.push(annotation);
  }
}

/** A format of annotations. */
export interface Format {
  /** Its name for people. */
  readonly name: string;
  /**
   * Reads a file. Whatever is wrong with it becomes a problem of the reading, one for each entry; a reader throws only
   * `Malformed`, if nothing more can be read.
   */
  read(file: TextFile, reading: Reading): void | Promise<void>;
}

/** An annotation file whose text is read. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** A pixel's index, counted from 0, as a continuous coordinate: the pixel's center. */
export const fromIndex = (index: number): number => index + 0.5;
