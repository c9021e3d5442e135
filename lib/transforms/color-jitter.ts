import { tf } from '../ops/tensorflow';
import type { Transform, Patch } from './augmentation';

/**
 * Changes the grays of images: lighting, then contrast and brightness, then patches (`AugmentationParameters` has
 * the formulas). What no image of the batch needs costs nothing.
 *
 * @param images Gray -0.5..0.5, shape [B, height, width, 1]; disposed by the caller.
 * @param transforms One for each image.
 * @returns Same shape; not clipped.
 */
export function colorJitter(images: tf.Tensor4D, transforms: readonly Transform[]): tf.Tensor4D {
  return tf.tidy(() => {
    const [, height, width] = images.shape;
    let result = images.clone();
    if (transforms.some(({ illumination: [p, q] }) => p !== 0 || q !== 0)) {
      result = result
        .add(0.5)
        .mul(slope(transforms, 0, width))
        .mul<tf.Tensor4D>(slope(transforms, 1, height))
        .sub(0.5);
    }
    if (transforms.some(({ contrast, brightness }) => contrast !== 0 || brightness !== 0)) {
      const factor = perImage(transforms.map(({ contrast }) => 1 + contrast));
      result = result.mul(factor).add(perImage(transforms.map(({ brightness }) => brightness)));
    }
    const patches = transforms.map(({ patch }) => patch);
    if (patches.some((patch) => patch !== null)) {
      const mask = cover(patches, 'x', width).mul<tf.Tensor4D>(cover(patches, 'y', height));
      const gray = perImage(patches.map((patch) => patch?.gray ?? 0));
      result = result.add(mask.mul(gray.sub(result)));
    }
    return result;
  });
}

/** One number an image, to be used on all its pixels. */
const perImage = (values: number[]): tf.Tensor4D => tf.tensor4d(values, [values.length, 1, 1, 1]);

/** Lighting along one axis: exp(p u) with u from -1 at the first pixel's outer edge to 1 at the last one's. */
function slope(transforms: readonly Transform[], axis: 0 | 1, size: number): tf.Tensor4D {
  return alongAxis(transforms.length, axis, size, (i, position) =>
    Math.exp(transforms[i]!.illumination[axis] * (2 * position - 1)),
  );
}

/** 1 where a patch covers an axis, 0 elsewhere. */
function cover(patches: readonly (Patch | null)[], axis: 'x' | 'y', size: number): tf.Tensor4D {
  const extent = axis === 'x' ? 'width' : 'height';
  return alongAxis(patches.length, axis === 'x' ? 0 : 1, size, (i, position) => {
    const patch = patches[i];
    return patch && position >= patch[axis] && position < patch[axis] + patch[extent] ? 1 : 0;
  });
}

/** A function of the image and of the position along one axis (pixel centers, 0..1), for use on all pixels. */
function alongAxis(
  count: number,
  axis: 0 | 1,
  size: number,
  value: (image: number, position: number) => number,
): tf.Tensor4D {
  const values = new Float32Array(count * size);
  for (let i = 0; i < count; i++) for (let j = 0; j < size; j++) values[i * size + j] = value(i, (j + 0.5) / size);
  return tf.tensor4d(values, axis === 0 ? [count, 1, size, 1] : [count, size, 1, 1]);
}
