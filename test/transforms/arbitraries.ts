import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Face } from '../../lib/landmarks/face';
import { imm58 } from '../../lib/landmarks/imm58';
import { Random } from '../../lib/random';
import type { Dataset } from '../../lib/samples/dataset';
import { imagesInMemory } from '../../lib/samples/images';
import { compose, rotation, scaling, translation } from '../../lib/transforms/affine';
import type { Affine } from '../../lib/transforms/affine';

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Moves rows sideways, in proportion to their distance from the middle row of a 64x48 image. */
const shear = (slope: number): Affine => [1, slope, -24 * slope, 0, 1, 0];

/** Affine maps as augmentation draws them, with some shear, about the center of a 64x48 image. */
export const anyAffine = fc
  .record({
    angle: within(-180, 180),
    scale: within(0.7, 1.4),
    slope: within(-0.35, 0.35),
    x: within(-8, 8),
    y: within(-8, 8),
  })
  .map(({ angle, scale, slope, x, y }) =>
    compose(shear(slope), scaling(scale, scale, [32, 24]), rotation(angle, [32, 24]), translation(x, y)),
  );

/** Asserts that two lists of numbers agree. */
export function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    assert.ok(difference <= tolerance, `at ${i}: ${actual[i]} is not ${expected[i]} (tolerance ${tolerance})`);
  }
}

/** A dataset of noise with random landmarks, in IMM's landmark set. */
export function noiseSamples(count: number, width = 64, height = 48, seed = 1): Dataset {
  const random = new Random(seed);
  const face: Face = {
    id: '',
    photo: '',
    width,
    height,
    landmarks: new Float32Array(116),
    box: { x: 0, y: 0, width, height },
    group: '',
    labels: {},
  };
  return {
    landmarkSet: imm58,
    faces: Array.from({ length: count }, (_, i) => ({ ...face, id: String(i), group: String(i) })),
    width,
    height,
    images: imagesInMemory(
      Uint8Array.from({ length: count * width * height }, () => random.integer(256)),
      width * height,
    ),
    landmarks: Float32Array.from({ length: count * 116 }, () => random.uniform(0.2, 0.8)),
    crops: Array.from({ length: count }, () => ({ x: 0, y: 0, width, height })),
    crop: 'photo',
  };
}
