import type { LandmarkSet } from '../../../lib/landmarks/landmark-set';
import { Random } from '../../../lib/random';
import { readMeanShape } from '../../landmarks/mean-shapes';

/**
 * Faces in pixels: a mean face that is turned, rotated, of its own proportions, and marked with an error of a hundredth of
 * the eyes' distance.
 */
export async function madeShapes(landmarkSet: LandmarkSet, count: number, seed: number): Promise<Float32Array[]> {
  const mean = await readMeanShape(landmarkSet);
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const [yaw, roll, scale] = [random.uniform(-0.5, 0.5), random.normal(0, 0.15), random.uniform(60, 120)];
    const [wide, tall, mouth] = [random.normal(1, 0.05), random.normal(1, 0.05), random.uniform(0, 0.1)];
    return mean.map((_, i) => {
      const [px, py] = [mean[2 * (i >> 1)]! * wide, mean[2 * (i >> 1) + 1]! * tall];
      // The nose, in the middle, stands out of the face; the mouth opens downwards.
      const depth = 0.5 - px * px;
      const [x, y] = [px * Math.cos(yaw) + depth * Math.sin(yaw), py + (py > 0.8 ? mouth : 0)];
      const turned = i % 2 === 0 ? x * Math.cos(roll) - y * Math.sin(roll) : x * Math.sin(roll) + y * Math.cos(roll);
      return 200 + scale * (turned + random.normal(0, 0.01));
    });
  });
}

/** The shape with two landmarks in each other's place. */
export function swapped(shape: Float32Array, a: number, b: number): Float32Array {
  const changed = Float32Array.from(shape);
  changed.set(shape.subarray(2 * a, 2 * a + 2), 2 * b);
  changed.set(shape.subarray(2 * b, 2 * b + 2), 2 * a);
  return changed;
}
