import { iou } from '../geometry';
import type { Box } from '../geometry';
import type { Face } from '../landmarks/face';
import { ibug68 } from '../landmarks/ibug68';
import { nmeOfFace } from '../metrics/nme';
import { mean } from '../metrics/statistics';
import { faceApiFaces, rgbTensor } from './face-api';
import { toContinuous } from './face-api-errors';
import { openPhoto, pixelsOf } from './photo';
import { predictAll } from './predict-all';
import type { Predictor } from './two-stage';

/** Two boxes with at least this intersection over union are taken to be of the same face. */
const MIN_IOU = 0.3;

/** A face that a pipeline has found. */
export interface Found {
  readonly box: Box;
  /** In pixels of the photo: x0, y0, x1, y1, ... */
  readonly landmarks: ArrayLike<number>;
}

/** A way from the files of photos to the landmarks of all faces in them: of each photo, its faces. */
export type Pipeline = (files: readonly string[]) => Promise<(readonly Found[])[]>;

/** This library's pipeline, as `npm run predict` uses it. @throws DataError for a photo that cannot be read. */
export const ownPipeline =
  (predictor: Predictor): Pipeline =>
  async (files) => {
    const all: (readonly Found[])[] = [];
    for await (const outcome of predictAll(files, predictor)) {
      if ('error' in outcome) throw outcome.error;
      all.push(outcome.prediction.faces);
    }
    return all;
  };

/**
 * The pipeline of face-api as its documentation has it, `detectAllFaces(image).withFaceLandmarks()`, on photos that are decoded
 * as this library does. It runs in the same TensorFlow.
 *
 * @throws DataError for a photo that cannot be read.
 */
export const faceApiPipeline: Pipeline = async (files) => {
  const all: (readonly Found[])[] = [];
  for (const file of files) {
    const { rgb, width, height } = await pixelsOf(await openPhoto(file));
    const image = rgbTensor(rgb, width, height);
    try {
      const faces = await faceApiFaces(image);
      all.push(
        faces.map(({ detection: { box }, landmarks: { positions } }) => {
          return { box, landmarks: toContinuous(positions, { x: 0, y: 0 }) };
        }),
      );
    } finally {
      image.dispose();
    }
  }
  return all;
};

/** What a pipeline does with annotated photos. */
export interface PipelineErrors {
  /** How many of the annotated faces it finds. */
  readonly found: number;
  /** Mean NME of these, in percent. */
  readonly nme: number;
}

/**
 * Measures a pipeline's error on annotated faces.
 *
 * @param faces With the 68 landmarks of iBUG 300-W.
 * @param found What it has found in the photo of each.
 */
export function pipelineErrors(faces: readonly Face[], found: readonly (readonly Found[])[]): PipelineErrors {
  const errors = faces.flatMap(({ box, landmarks }, i) => {
    const [best] = [...found[i]!].sort((a, b) => iou(b.box, box) - iou(a.box, box));
    return best && iou(best.box, box) >= MIN_IOU ? [nmeOfFace(best.landmarks, landmarks, ibug68)] : [];
  });
  return { found: errors.length, nme: mean(errors) };
}
