import type { Box, Size } from '../../geometry';
import type { BoxFit } from '../../landmarks/box-fit';
import type { FacePart } from '../../landmarks/landmark-set';
import type { Step } from '../../networks/trace/step';

/** What the page needs for its readers to try networks. */
export interface TryItData {
  /** The first one is selected at the start. */
  readonly networks: readonly TryItNetwork[];
  readonly faces: readonly TryItFace[];
  /**
   * Finds faces in the reader's own photos. Input of shape [1, size, size, 3]: RGB less `DETECTOR_MEAN`, over 255; output
   * for `decodeDetections`.
   */
  readonly detector: Graph;
  /** Whether all faces were drawn by a program, so that they are nobody's photos. */
  readonly areDrawn?: boolean;
}

/** A network to try. */
export interface TryItNetwork {
  /** Name in the choice between networks, e.g. `Best recipe`. */
  readonly name: string;
  /** One sentence on what it is. */
  readonly about: string;
  readonly program: Program;
  /** Parts of the face as polylines; empty where the network finds single landmarks. */
  readonly parts: readonly FacePart[];
  /** The only landmark of interest, though the network predicts others too. */
  readonly focus?: { readonly landmark: number; readonly name: string };
  /**
   * For predictions that average over the image and its mirror image: `mirror[i]` is the landmark that landmark i becomes
   * when the image is flipped.
   */
  readonly mirror?: readonly number[];
  /** Where the network's crops lie; missing if the detector does not know what it was trained on. */
  readonly frames?: Frames;
  /** Gray level, 0..255, of what lies beyond a photo's edge. */
  readonly outside: number;
}

/** Where a network's crops lie, as medians over its training photos. */
export interface Frames {
  /** Relative to the detected face's center, in units of the square root of its box's area. */
  readonly onFace: BoxFit;
  /**
   * Relative to the landmarks' centroid, in units of their RMS distance from it. Only for networks that were trained on
   * crops around faces: those trained on whole photos are used to faces anywhere in them.
   */
  readonly onLandmarks?: BoxFit;
}

/** A face of the report. All coordinates are pixels of the embedded photo. */
export interface TryItFace extends Size {
  /** Name for people, e.g. `33-2m · frontal, smiling`. */
  readonly label: string;
  /** The photo as a data URI. */
  readonly photo: string;
  /** Size of an embedded pixel in pixels of the original photo. */
  readonly pixelSize: number;
  /** The face as each of the networks takes it. */
  readonly views: readonly FaceView[];
}

/** A face for one network. */
export interface FaceView {
  /** The part of the photo that the network sees. */
  readonly crop: Box;
  /**
   * Exactly what the network sees there, as a data URI of a lossless image. The embedded photo is compressed, which makes
   * a difference to networks that are accurate to a tenth of a pixel.
   */
  readonly image: string;
  /** True landmarks x0, y0, x1, y1, ...; null for missing ones. */
  readonly truth: readonly (number | null)[];
  /** The report's own prediction, as fractions of the crop. */
  readonly predicted: readonly number[];
}

/**
 * A trained network as the page runs it. Input of shape [1, height, width, 1]: gray levels -0.5..0.5; output of shape
 * [1, 2K]: the landmarks as fractions of the image's width and height.
 */
export interface Program extends Graph, Size {}

/** Operations in order, each on values computed before. Value 0 is the input, the last step's value the output. */
export interface Graph {
  readonly steps: readonly Step[];
  readonly constants: readonly Constant[];
  /**
   * All quantized numbers: gzip, then base64. First the low bytes of all, then the high bytes. They are integers in the
   * order 0, -1, 1, -2, 2, ..., so that the high bytes of short ones are mostly 0 and compress well.
   */
  readonly data: string;
}

/** A value that does not depend on the image. */
export interface Constant {
  readonly value: number;
  readonly shape: readonly number[];
  /** The numbers of a small constant. */
  readonly numbers?: readonly number[];
  /** Of others, the scale of each channel (the last dimension), by which the integers are multiplied. */
  readonly scales?: readonly number[];
  /** What is added then; 0 by default. */
  readonly offset?: number;
}
