import type { LandmarkSet } from '../../../landmarks/landmark-set';
import type { AlignedShapes } from '../../../landmarks/shape';
import type { Config } from '../config';
import { CONFIG_NAME } from '../files';
import type { Decision } from '../own-data';
import type { ChosenNames } from './landmark-names';

/** What a landmark set is made from. */
export interface SchemeData {
  readonly chosen: ChosenNames;
  /** Pairs of the annotations' landmarks that the files join by lines. */
  readonly edges: readonly (readonly [string, string])[];
  /** Coordinates of each face in pixels, shape [K, 2]; NaN for missing landmarks. */
  readonly landmarks: readonly Float32Array[];
  /** Null if no face has two landmarks. */
  readonly shapes: AlignedShapes | null;
  /** What the faces' boxes are, as a noun: `photo` or `box`. */
  readonly box: string;
  readonly config: Config;
  readonly folder: string;
  /** Name of the set. */
  readonly name: string;
}

/** A value, and how it was decided on. */
export type Decided<T> = Omit<Decision, 'topic'> & { readonly it: T };

/** The basis of what `landmarks.json` says. */
export const GIVEN = { basis: CONFIG_NAME, given: true };

/** The landmark set that was recognized, if one was. */
export type KnownSet = LandmarkSet | undefined;
