import type { FaceSet } from '../../landmarks/face';

/** What was read from a folder of somebody's own photos and annotations. */
export interface OwnData {
  /**
   * The faces and their landmark set. Faces may lack landmarks (NaN, see `Face.landmarks`). Each face's box is what
   * `crop` says; its `labels` have the annotation's `format` and `file`.
   */
  readonly set: FaceSet;
  /**
   * What the faces' boxes are: `boxes` that were annotated, squares around the `landmarks`, or the whole `photo`. Only
   * with `photo` can a trained network be used without a detector or a box.
   */
  readonly crop: 'boxes' | 'landmarks' | 'photo';
  /** What the data do not say and how it was decided, for people to check: one row of a table each. */
  readonly decisions: readonly Decision[];
  readonly report: ReadingReport;
}

/** Something that the data do not say. */
export interface Decision {
  /** What it is about, as a heading: `Mirror pairs`. */
  readonly topic: string;
  /** What was decided: `12 pairs: left eye / right eye, ...`. */
  readonly value: string;
  /** What it is based on: `names of the landmarks`. */
  readonly basis: string;
  /** Whether the file `landmarks.json` says it. */
  readonly given: boolean;
}

/** What a folder had in it. Every annotation is a face, a problem, or counted in `leftOut`. */
export interface ReadingReport {
  /** Annotation files and faces by format, the most faces first. */
  readonly formats: readonly { readonly format: string; readonly files: number; readonly faces: number }[];
  /** Image files in the folder. */
  readonly photos: number;
  /** Photos that no annotation mentions, relative to the folder. */
  readonly withoutAnnotation: readonly string[];
  /** Landmarks that are there and that are missing, over all faces. */
  readonly landmarks: { readonly present: number; readonly missing: number };
  /** What was left out, in the plural, with its number: `annotations marked to be ignored`. */
  readonly leftOut: readonly { readonly what: string; readonly number: number }[];
  /** What could not be read; in the order of the files. */
  readonly problems: readonly Problem[];
}

/** An annotation or photo that could not be used. */
export interface Problem {
  /** The file, relative to the folder, with the line or entry where that helps. */
  readonly place: string;
  /** What is wrong, as a clause without its period. */
  readonly problem: string;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
}

/** A problem in one line. */
export const problemLine = ({ place, problem, remedy }: Problem): string => `${place}: ${problem}. ${remedy}`;
