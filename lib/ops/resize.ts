import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { boolAttribute, DataType, dataTypeOf, run, typeAttribute } from './backend';
import type { Attribute } from './backend';
import { cast } from './elementwise';
import { tf } from './tensorflow';

/**
 * Bilinear resampling that keeps the images' edges in place, as PyTorch's `interpolate(mode='bilinear',
 * align_corners=False)`.
 *
 * @param x Shape [B, H, W, C].
 * @param height Height of the result in pixels.
 * @param width Width of the result in pixels.
 * @returns Shape [B, height, width, C], of the type of x.
 */
export function resizeBilinear(x: Tensor4D, height: number, width: number): Tensor4D {
  const size = tf.tensor1d([height, width], 'int32');
  // TensorFlow returns float32 for any input.
  const resized = run<Tensor4D>('ResizeBilinear', attributes(x), [x, size]);
  size.dispose();
  return backTo(dataTypeOf(x), resized);
}

/**
 * Gradient of `resizeBilinear` for its input.
 *
 * @param gradient The gradient for its output.
 * @param x Its input, of which only the shape and type matter.
 */
export function resizeBilinearGradient(gradient: Tensor4D, x: Tensor4D): Tensor4D {
  const full = cast(gradient, DataType.float32);
  const result = run<Tensor4D>('ResizeBilinearGrad', attributes(x), [full, x]);
  full.dispose();
  return result;
}

function backTo(type: DataType, x: Tensor4D): Tensor4D {
  if (type === DataType.float32) return x;
  const result = cast(x, type);
  x.dispose();
  return result;
}

function attributes(x: Tensor4D): Attribute[] {
  return [
    typeAttribute('T', dataTypeOf(x)),
    boolAttribute('align_corners', false),
    boolAttribute('half_pixel_centers', true),
  ];
}
