import { boolAttribute, byteTensor, DataType, run, typeAttribute } from './backend';
import { tf } from './tensorflow';

/**
 * Turns gray images into a network's input, in the backend: `grayToInput` for whole batches.
 *
 * @param bytes Gray levels 0..255, shape [N, height, width].
 * @param shape N, height and width.
 * @returns Gray levels -0.5..0.5, shape [N, height, width, 1]. The caller disposes it.
 */
export function imageTensor(bytes: Uint8Array, [count, height, width]: [number, number, number]): tf.Tensor4D {
  return tf.tidy(() => {
    const gray = run<tf.Tensor4D>(
      'Cast',
      [
        typeAttribute('SrcT', DataType.uint8),
        typeAttribute('DstT', DataType.float32),
        boolAttribute('Truncate', false),
      ],
      [byteTensor(bytes, [count, height, width, 1])],
    );
    return gray.div<tf.Tensor4D>(255).sub(0.5);
  });
}
