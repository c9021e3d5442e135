import { nmeByFace } from '../metrics/nme';
import type { Box } from '../geometry';
import type { Face, FaceSet } from '../landmarks/face';
import { liveProgress } from '../figures/live-progress';
import type { Network } from '../networks/network';
import { predict } from '../networks/predict';
import { makeDataset } from '../samples/make';
import { nmeOfFace } from './face-nme';
import { openPhoto } from './photo';
import type { Predictor } from '../recipes/predictor';

/** Crops that are tried, as multiples of the usual one. */
export const CROP_FACTORS: readonly number[] = [0.8, 1, 1.2, 1.4, 1.6, 1.8, 2];

/** How far off a network is on faces that are cut out tighter or looser than usual. */
export interface CropErrors {
  /** Side of the crop as a multiple of the usual one. */
  readonly factor: number;
  /** NME of each face in percent. */
  readonly errors: readonly number[];
}

/**
 * Errors of a network by the crop.
 *
 * @param faces With the landmarks that it was trained for.
 * @param crop The crop that it was trained for, as a multiple of the box.
 */
export async function networkCropErrors(
  network: Network,
  faces: FaceSet,
  crop: number,
  factors = CROP_FACTORS,
): Promise<CropErrors[]> {
  const [height, width] = network.inputShape;
  const measured: CropErrors[] = [];
  for (const factor of factors) {
    const samples = await makeDataset(faces, { width, height, crop: { scale: factor * crop } });
    measured.push({ factor, errors: nmeByFace(predict(network, samples.images), samples) });
  }
  return measured;
}

/**
 * Errors of a predictor by how much larger than the face's the box is that it is given.
 *
 * @param faces With the 68 landmarks of iBUG 300-W.
 */
export async function predictorCropErrors(
  predictor: Predictor,
  faces: readonly Face[],
  factors = CROP_FACTORS,
): Promise<CropErrors[]> {
  const errors = factors.map((): number[] => []);
  const progress = liveProgress('Measuring looser crops', faces.length, 'photos');
  for (const [done, face] of faces.entries()) {
    const photo = await openPhoto(face.photo);
    for (const [i, factor] of factors.entries()) {
      const predicted = await predictor.landmarks(photo, scaledBox(face.box, factor));
      errors[i]!.push(nmeOfFace(predicted, face));
    }
    progress.update(done + 1);
  }
  progress.stop();
  return factors.map((factor, i) => ({ factor, errors: errors[i]! }));
}

/** A box so many times as large about its center. */
export const scaledBox = ({ x, y, width, height }: Box, factor: number): Box => ({
  x: x + (width * (1 - factor)) / 2,
  y: y + (height * (1 - factor)) / 2,
  width: width * factor,
  height: height * factor,
});
