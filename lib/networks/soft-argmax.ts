import type { Tensor, Tensor2D } from '@tensorflow/tfjs-node-gpu';
import { tf } from '../ops/tensorflow';

/**
 * The center of mass of each heatmap after a softmax over its pixels. tfjs can differentiate it.
 *
 * @param logits Shape [B, H, W, K].
 * @returns Shape [B, 2K]: x0, y0, x1, y1, ... as fractions of the width and height. The caller disposes it.
 */
export function softArgmax(logits: Tensor): Tensor2D {
  return tf.tidy(() => {
    const [batch, height, width, count] = logits.shape as [number, number, number, number];
    const maps = logits.reshape([batch, height * width, count]).transpose([0, 2, 1]);
    const probabilities = maps.softmax().reshape<Tensor2D>([batch * count, height * width]);
    return probabilities.matMul<Tensor2D>(pixelCenters(height, width)).reshape([batch, 2 * count]);
  });
}

/** The center of every pixel as fractions of the width and height, row by row, shape [H W, 2]. */
function pixelCenters(height: number, width: number): Tensor2D {
  const centers = new Float32Array(2 * height * width);
  for (let i = 0; i < height * width; i++) {
    centers[2 * i] = ((i % width) + 0.5) / width;
    centers[2 * i + 1] = (Math.floor(i / width) + 0.5) / height;
  }
  return tf.tensor2d(centers, [height * width, 2]);
}
