import { tf } from '../ops/tensorflow';
import type { Transform, Patch } from './augmentation';

/**
 * Transforms the gray levels of images: illumination, then contrast and brightness, then cutout. The formulas are those
 * of `AugmentationParameters`. A transform that no image of the batch has costs nothing.
 *
 * @param images Gray levels -0.5..0.5, shape [B, height, width, 1].
 * @param transforms One per image.
 * @returns The same shape, not clipped. The caller disposes both tensors.
 */
export function colorJitter(images: tf.Tensor4D, transforms: readonly Transform[]): tf.Tensor4D {
  return tf.tidy(() => cutout(contrastAndBrightness(illumination(images.clone(), transforms), transforms), transforms));
}

/** Multiplies by the light along both axes, black being 0. */
function illumination(images: tf.Tensor4D, transforms: readonly Transform[]): tf.Tensor4D {
  if (transforms.every(({ illumination: [p, q] }) => p === 0 && q === 0)) return images;
  const [, height, width] = images.shape;
  return images
    .add(0.5)
    .mul(light(transforms, 0, width))
    .mul<tf.Tensor4D>(light(transforms, 1, height))
    .sub(0.5);
}

function contrastAndBrightness(images: tf.Tensor4D, transforms: readonly Transform[]): tf.Tensor4D {
  if (transforms.every(({ contrast, brightness }) => contrast === 0 && brightness === 0)) return images;
  const factors = perImage(transforms.map(({ contrast }) => 1 + contrast));
  return images.mul(factors).add(perImage(transforms.map(({ brightness }) => brightness)));
}

/** Covers each image's patch with its gray level. */
function cutout(images: tf.Tensor4D, transforms: readonly Transform[]): tf.Tensor4D {
  const patches = transforms.map(({ patch }) => patch);
  if (patches.every((patch) => patch === null)) return images;
  const [, height, width] = images.shape;
  const mask = cover(patches, 'x', width).mul<tf.Tensor4D>(cover(patches, 'y', height));
  const grays = perImage(patches.map((patch) => patch?.gray ?? 0));
  return images.add(mask.mul(grays.sub(images)));
}

/** One number per image, broadcast to all its pixels. */
const perImage = (values: number[]): tf.Tensor4D => tf.tensor4d(values, [values.length, 1, 1, 1]);

/** Light along one axis: exp(p u), with u from -1 at the first pixel's outer edge to 1 at the last one's. */
function light(transforms: readonly Transform[], axis: 0 | 1, size: number): tf.Tensor4D {
  return alongAxis(transforms.length, axis, size, (i, position) =>
    Math.exp(transforms[i]!.illumination[axis] * (2 * position - 1)),
  );
}

/** 1 where a patch covers the axis, 0 elsewhere. */
function cover(patches: readonly (Patch | null)[], axis: 'x' | 'y', size: number): tf.Tensor4D {
  const extent = axis === 'x' ? 'width' : 'height';
  return alongAxis(patches.length, axis === 'x' ? 0 : 1, size, (i, position) => {
    const patch = patches[i];
    return patch && position >= patch[axis] && position < patch[axis] + patch[extent] ? 1 : 0;
  });
}

/** A function of the image and of the position along one axis (pixel centers, 0..1), broadcast along the other. */
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
