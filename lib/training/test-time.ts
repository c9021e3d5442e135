import { scaling } from '../transforms/affine';
import { batchIndices, batchOf } from '../transforms/batch';
import { warpPictures } from '../transforms/warp';
import type { LandmarkScheme } from '../landmarks/landmark-set';
import { tf } from '../ops/tensorflow';
import type { Network } from '../networks/network';
import type { Samples } from '../samples/dataset';

/** Views of a picture whose predictions are averaged: errors that depend on the view cancel out in part. */
export interface TestTimeAveraging {
  /** The mirror image beside each view. */
  readonly flips?: boolean;
  /** Magnifications about the picture's centre; by default only 1. */
  readonly scales?: readonly number[];
}

/**
 * Mean of what a network predicts for several views of pictures, each moved back.
 *
 * @param plain Predictions for the pictures themselves, where they are known already.
 * @returns Shape [B, 2K], fractions.
 */
export function averagedPoints(
  network: Network,
  pictures: tf.Tensor4D,
  scheme: LandmarkScheme,
  { flips = false, scales = [1] }: TestTimeAveraging,
  plain?: tf.Tensor2D,
): tf.Tensor2D {
  const predict = (view: tf.Tensor4D): tf.Tensor2D =>
    network.points(network.forward(view, { training: false, precision: 'float32' }));
  return tf.tidy(() => {
    const predictions = scales.flatMap((scale) => {
      const view = scale === 1 ? pictures : magnify(pictures, scale);
      const seen = [scale === 1 && plain ? plain : predict(view)];
      if (flips) seen.push(mirrorFractions(predict(view.reverse(2)), scheme));
      return seen.map((points) => points.sub(0.5).div(scale).add<tf.Tensor2D>(0.5));
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
  samples: Samples,
  averaging: TestTimeAveraging,
  batchSize = 16,
): Float32Array {
  const predictions = new Float32Array(samples.points.length);
  for (const indices of batchIndices(samples.faces.length, batchSize)) {
    tf.tidy(() => {
      const points = averagedPoints(network, batchOf(samples, indices).pictures, samples.scheme, averaging);
      predictions.set(points.dataSync(), indices[0]! * points.shape[1]);
    });
  }
  return predictions;
}

/** Points as they lie in the mirror image, in the scheme's order: x becomes 1 - x. Shape [B, 2K]. */
export function mirrorFractions(points: tf.Tensor2D, { mirror }: Pick<LandmarkScheme, 'mirror'>): tf.Tensor2D {
  return tf.tidy(() => {
    const columns = mirror.flatMap((point) => [2 * point, 2 * point + 1]);
    const factors = tf.tensor1d(columns.map((column) => (column % 2 === 0 ? -1 : 1)));
    const offsets = tf.tensor1d(columns.map((column) => (column % 2 === 0 ? 1 : 0)));
    return points.gather(tf.tensor1d(columns, 'int32'), 1).mul(factors).add<tf.Tensor2D>(offsets);
  });
}

function magnify(pictures: tf.Tensor4D, scale: number): tf.Tensor4D {
  const [count, height, width] = pictures.shape;
  const map = scaling(scale, scale, [width / 2, height / 2]);
  return warpPictures(pictures, new Array(count).fill(map), [height, width]);
}
