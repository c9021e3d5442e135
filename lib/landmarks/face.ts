import type { LandmarkSet } from './landmark-set';

/**
 * A photo with the landmarks of one face in it.
 *
 * Coordinates everywhere in the library are continuous: the photo's left edge is x = 0, its right edge x = width,
 * and the center of the first pixel lies at 0.5. So scaling, cropping and flipping need no half-pixel terms, and a
 * fraction is simply a coordinate divided by the width or height.
 */
export interface Face {
  /** Unique in its set and stable between runs, e.g. `01-1m`. */
  readonly id: string;
  /** Path of the photo's file. */
  readonly photo: string;
  /** Size of the photo in pixels. */
  readonly width: number;
  readonly height: number;
  /** Landmarks in pixels, x0, y0, x1, y1, ... in the order of the set's landmarkSet. */
  readonly landmarks: Float32Array;
  /** The box a face detector found, in pixels; the whole photo where the data set has none. */
  readonly box: Box;
  /** Faces of one group (a person; a photo and its mirrored twin) never stand on both sides of a split. */
  readonly group: string;
  /** What the data set knows of the face, e.g. `{ person: '01', pose: 'frontal, smiling', sex: 'male' }`. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A rectangle in continuous photo coordinates (pixels). */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The faces of one data set, or of one part of it. */
export interface FaceSet {
  /** Title for people, e.g. `IMM Face Database`. */
  readonly title: string;
  readonly landmarkSet: LandmarkSet;
  readonly faces: readonly Face[];
  /** Where the photos come from: drawn by this library, or real ones. Reports must say so. */
  readonly generated: boolean;
  /** Folder the set was read from. */
  readonly folder: string;
  /** SHA-256 over the names and contents of all annotation files and the names and sizes of all photos. */
  readonly checksum: string;
}

/** A split into the faces that are learned from and those that are only measured on. */
export interface Split {
  readonly training: FaceSet;
  readonly validation: FaceSet;
  /** How it was made, for the report; says so where identities leak. */
  readonly description: string;
}

/** The landmarks of a face as fractions of its photo's width and height, in 0..1 where they lie inside. */
export function landmarksAsFractions(face: Face): Float32Array {
  return face.landmarks.map((value, i) => value / (i % 2 === 0 ? face.width : face.height));
}
