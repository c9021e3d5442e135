import type { Box } from '../../../geometry';
import type { FacePart } from '../../../landmarks/landmark-set';
import type { Program } from './program';

/** What the page gets to let its reader try networks. */
export interface TryItData {
  /** The first one is there at the start. */
  readonly networks: readonly TryItNetwork[];
  readonly faces: readonly TryItFace[];
}

/** A network to try. */
export interface TryItNetwork {
  /** For the choice between networks, e.g. `Best recipe`. */
  readonly name: string;
  /** One sentence on what it is. */
  readonly about: string;
  readonly program: Program;
  /** Parts of the face as polylines; empty where the network finds single landmarks. */
  readonly parts: readonly FacePart[];
  /** A landmark whose error is told by itself beside that of all. */
  readonly focus?: { readonly landmark: number; readonly name: string };
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
  /** The face as each of the networks takes it. */
  readonly views: readonly FaceView[];
}

/** A face for one network. */
export interface FaceView {
  /** The part of the photo that the network sees. */
  readonly window: Box;
  /**
   * Just what the network sees there, as a data URI of a lossless image. What is seen through the frame comes from the
   * embedded photo, which has lost a little; a network that tells tenths of a pixel notices that.
   */
  readonly image: string;
  readonly truth: readonly number[];
  /** What the report's own computation found, as fractions of the window. */
  readonly predicted: readonly number[];
}
