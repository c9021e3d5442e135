import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { boolAttribute, DataType, dataTypeOf, floatAttribute, runAll, stringAttribute, typeAttribute } from './backend';
import type { Attribute } from './backend';
import { tf } from './tensorflow';

/** What batch normalisation in training leaves behind. The caller disposes all of it. */
export interface Normalised {
  readonly output: Tensor4D;
  /** Running mean and (unbiased) variance with this batch taken in. */
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
  /** For `batchNormGradient`. */
  readonly reserved: readonly Tensor[];
}

/**
 * Batch normalisation over all dimensions but the last, by the batch's own statistics.
 *
 * @param x Shape [B, H, W, C], float32 or bfloat16; everything else has shape [C] and is float32.
 * @param momentum Share of the batch in the new running statistics, as in PyTorch.
 * @see S. Ioffe, C. Szegedy, 'Batch Normalization', ICML 2015.
 */
export function batchNorm(
  x: Tensor4D,
  [scale, offset, mean, variance]: readonly [Tensor, Tensor, Tensor, Tensor],
  epsilon: number,
  momentum: number,
): Normalised {
  const settings = [...attributes(x, epsilon, true), floatAttribute('exponential_avg_factor', momentum)];
  const outputs = runAll('FusedBatchNormV3', settings, [x, scale, offset, mean, variance], 6);
  const [output, newMean, newVariance, ...reserved] = outputs as [Tensor4D, Tensor1D, Tensor1D, ...Tensor[]];
  return { output, mean: newMean, variance: newVariance, reserved };
}

/** Batch normalisation by the running statistics. */
export function batchNormInference(
  x: Tensor4D,
  [scale, offset, mean, variance]: readonly [Tensor, Tensor, Tensor, Tensor],
  epsilon: number,
): Tensor4D {
  const [output, ...rest] = runAll(
    'FusedBatchNormV3',
    attributes(x, epsilon, false),
    [x, scale, offset, mean, variance],
    6,
  ) as [Tensor4D, ...Tensor[]];
  tf.dispose(rest);
  return output;
}

/** Gradients of `batchNorm` for x, scale and offset. */
export function batchNormGradient(
  gradient: Tensor4D,
  x: Tensor4D,
  scale: Tensor,
  reserved: readonly Tensor[],
  epsilon: number,
): [Tensor4D, Tensor1D, Tensor1D] {
  const [input, scaleGradient, offsetGradient, ...rest] = runAll(
    'FusedBatchNormGradV3',
    attributes(x, epsilon, true),
    [gradient, x, scale, ...reserved],
    5,
  ) as [Tensor4D, Tensor1D, Tensor1D, ...Tensor[]];
  tf.dispose(rest);
  return [input, scaleGradient, offsetGradient];
}

function attributes(x: Tensor4D, epsilon: number, training: boolean): Attribute[] {
  return [
    typeAttribute('T', dataTypeOf(x)),
    typeAttribute('U', DataType.float32),
    floatAttribute('epsilon', epsilon),
    stringAttribute('data_format', 'NHWC'),
    boolAttribute('is_training', training),
  ];
}
