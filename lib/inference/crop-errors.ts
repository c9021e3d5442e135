import type { Box } from '../geometry';
import type { Face, FaceSet } from '../landmarks/face';
import { ibug68 } from '../landmarks/ibug68';
import { nmeByFace, nmeOfFace } from '../metrics/nme';
import type { Network } from '../networks/network';
import { predict } from '../networks/predict';
import { showProgress } from '../progress';
import { makeDataset } from '../samples/make';
import { openPhoto } from './photo';
import type { Predictor } from './two-stage';

/** Crops to try by default, as multiples of the one in training. */
const CROP_FACTORS: readonly number[] = [0.8, 1, 1.2, 1.4, 1.6, 1.8, 2];

/** Errors of a network on faces in tighter or looser crops than in training. */
export interface CropErrors {
  /** Side of the crop as a multiple of the one in training. */
  readonly factor: number;
  /** NME of each face in percent. */
  readonly errors: readonly number[];
}

/**
 * Measures how a network's errors depend on the crop.
 *
 * @param network Trained for the faces' landmarks.
 * @param faces The faces to measure on.
 * @param cropScale Side of the crop in training, as a multiple of the box.
 * @param factors Crops to try, as multiples of that one.
 * @returns The errors at each factor.
 * @throws DataError when a photo cannot be read.
 */
export async function networkCropErrors(
  network: Network,
  faces: FaceSet,
  cropScale: number,
  factors = CROP_FACTORS,
): Promise<CropErrors[]> {
  const [height, width] = network.inputShape;
  const measured: CropErrors[] = [];
  for (const factor of factors) {
    const dataset = await makeDataset(faces, { width, height, crop: { scale: factor * cropScale } });
    measured.push({ factor, errors: nmeByFace(predict(network, dataset.images), dataset) });
  }
  return measured;
}

/**
 * Measures how a predictor's errors depend on the size of the box it is given.
 *
 * @param predictor Predicts the landmarks in a box.
 * @param faces With the 68 landmarks of iBUG 300-W.
 * @param factors Sizes of the box to try, as multiples of the data set's.
 * @returns The errors at each factor.
 * @throws DataError when a photo cannot be read.
 */
export async function predictorCropErrors(
  predictor: Predictor,
  faces: readonly Face[],
  factors = CROP_FACTORS,
): Promise<CropErrors[]> {
  const errors = factors.map((): number[] => []);
  const progress = showProgress('Measuring looser crops', faces.length, 'photos');
  try {
    for (const [done, face] of faces.entries()) {
      const photo = await openPhoto(face.photo);
      const predicted = await predictor.landmarks(
        factors.map((factor) => ({ photo, box: scaledBox(face.box, factor) })),
      );
      for (const [i, landmarks] of predicted.entries()) errors[i]!.push(nmeOfFace(landmarks, face.landmarks, ibug68));
      progress.update(done + 1);
    }
  } finally {
    progress.stop();
  }
  return factors.map((factor, i) => ({ factor, errors: errors[i]! }));
}

/**
 * Scales a box about its center.
 *
 * @param box In any unit.
 * @param factor New side as a multiple of the old one.
 * @returns The scaled box, in the same unit.
 */
export const scaledBox = ({ x, y, width, height }: Box, factor: number): Box => ({
  x: x + (width * (1 - factor)) / 2,
  y: y + (height * (1 - factor)) / 2,
  width: width * factor,
  height: height * factor,
});
