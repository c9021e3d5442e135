import type { Box } from '../../../faces/face';
import type { FacePart } from '../../../faces/scheme';
import type { Program } from './program';

/** What the page gets to let its reader try the network. */
export interface TryItData {
  readonly program: Program;
  /** Parts of the face as polylines; empty where the network finds single points. */
  readonly parts: readonly FacePart[];
  readonly faces: readonly TryItFace[];
}

/** A face of the report. All coordinates are pixels of its photo as embedded. */
export interface TryItFace {
  /** For people, e.g. `33-2m · frontal, smiling`. */
  readonly label: string;
  /** The photo as a data URI. */
  readonly photo: string;
  readonly width: number;
  readonly height: number;
  /** Pixels of the original photo in one of the embedded one. */
  readonly pixelSize: number;
  /** The part of the photo that the network sees. */
  readonly window: Box;
  readonly truth: readonly number[];
  /** What the report's own computation found, as fractions of the window. */
  readonly predicted: readonly number[];
}
