import { scaling } from '../transforms/affine';
import { batchIndices, makeBatch } from '../transforms/batch';
import { warpImages } from '../transforms/warp';
import type { LandmarkSet } from '../landmarks/landmark-set';
import { tf } from '../ops/tensorflow';
import type { Network } from '../networks/network';
import type { Dataset } from '../samples/dataset';

/** Views of an image whose predictions are averaged: errors that depend on the view cancel out in part. */
export interface TestTimeAveraging {
  /** The mirror image beside each view. */
  readonly flips?: boolean;
  /** Magnifications about the image's center; by default only 1. */
  readonly scales?: readonly number[];
}

/**
 * Mean of what a network predicts for several views of images, each moved back.
 *
 * @param plain Predictions for the images themselves, where they are known already.
 * @returns Shape [B, 2K], fractions.
 */
export function predictWithTta(
  network: Network,
  images: tf.Tensor4D,
  landmarkSet: LandmarkSet,
  { flips = false, scales = [1] }: TestTimeAveraging,
  plain?: tf.Tensor2D,
): tf.Tensor2D {
  const predict = (view: tf.Tensor4D): tf.Tensor2D =>
    network.landmarks(network.forward(view, { training: false, precision: 'float32' }));
  return tf.tidy(() => {
    const predictions = scales.flatMap((scale) => {
      const view = scale === 1 ? images : magnify(images, scale);
      const seen = [scale === 1 && plain ? plain : predict(view)];
      if (flips) seen.push(mirrorFractions(predict(view.reverse(2)), landmarkSet));
      return seen.map((landmarks) => landmarks.sub(0.5).div(scale).add<tf.Tensor2D>(0.5));
    });
    return tf.addN(predictions).div(predictions.length);
  });
}

/**
 * Predictions for samples, averaged over views.
 *
 * @returns Shape [N, 2K], fractions.
 */
export function predictAveraged(
  network: Network,
  samples: Dataset,
  emaDecay: TestTimeAveraging,
  batchSize = 16,
): Float32Array {
  const predictions = new Float32Array(samples.landmarks.length);
  for (const indices of batchIndices(samples.faces.length, batchSize)) {
    tf.tidy(() => {
      const landmarks = predictWithTta(network, makeBatch(samples, indices).images, samples.landmarkSet, emaDecay);
      predictions.set(landmarks.dataSync(), indices[0]! * landmarks.shape[1]);
    });
  }
  return predictions;
}

/** Landmarks as they lie in the mirror image, in the landmarkSet's order: x becomes 1 - x. Shape [B, 2K]. */
export function mirrorFractions(landmarks: tf.Tensor2D, { mirror }: Pick<LandmarkSet, 'mirror'>): tf.Tensor2D {
  return tf.tidy(() => {
    const columns = mirror.flatMap((landmark) => [2 * landmark, 2 * landmark + 1]);
    const factors = tf.tensor1d(columns.map((column) => (column % 2 === 0 ? -1 : 1)));
    const offsets = tf.tensor1d(columns.map((column) => (column % 2 === 0 ? 1 : 0)));
    return landmarks.gather(tf.tensor1d(columns, 'int32'), 1).mul(factors).add<tf.Tensor2D>(offsets);
  });
}

function magnify(images: tf.Tensor4D, scale: number): tf.Tensor4D {
  const [count, height, width] = images.shape;
  const map = scaling(scale, scale, [width / 2, height / 2]);
  return warpImages(images, new Array(count).fill(map), [height, width]);
}
