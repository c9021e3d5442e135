import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { DataType, intsAttribute, run, stringAttribute, typeAttribute } from '../../ops/backend';
import { biasAdd } from '../../ops/linear';

/** A convolution, padded to keep the size at stride 1 (TensorFlow's 'SAME'), and what follows it. */
export interface FusedConvolution {
  readonly filters: Tensor4D;
  readonly bias: Tensor1D;
  readonly stride: number;
  /** An operation that is applied to each value at last; none by default. */
  readonly activation?: 'Relu' | 'Relu6';
}

/** Convolution, bias and activation: three operations in a row, which TensorFlow makes one in a graph. [B, H, W, C]. */
export const convolve = (x: Tensor4D, convolution: FusedConvolution): Tensor4D => chain('Conv2D', x, convolution);

/** As `convolve`, each channel for itself: `filters` has the shape [height, width, C, 1]. */
export const convolveEach = (x: Tensor4D, convolution: FusedConvolution): Tensor4D =>
  chain('DepthwiseConv2dNative', x, convolution);

function chain(op: string, x: Tensor4D, { filters, bias, stride, activation }: FusedConvolution): Tensor4D {
  const attributes = [
    FLOAT,
    intsAttribute('strides', [1, stride, stride, 1]),
    stringAttribute('padding', 'SAME'),
    stringAttribute('data_format', 'NHWC'),
  ];
  const sum = biasAdd(run<Tensor4D>(op, attributes, [x, filters]), bias);
  return activation ? run(activation, [FLOAT], [sum]) : sum;
}

const FLOAT = typeAttribute('T', DataType.float32);
