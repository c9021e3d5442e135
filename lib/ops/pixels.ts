import { boolAttribute, byteTensor, DataType, run, typeAttribute } from './backend';
import { tf } from './tensorflow';

/**
 * Gray images as networks are fed: bytes 0..255 to -0.5..0.5, converted in the backend.
 *
 * @param bytes Gray values, shape [N, height, width].
 * @returns Shape [N, height, width, 1].
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
