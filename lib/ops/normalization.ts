import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { boolAttribute, DataType, dataTypeOf, floatAttribute, runAll, stringAttribute, typeAttribute } from './backend';
import type { Attribute } from './backend';
import { relu } from './elementwise';
import { hasOneDnn, runOneDnn } from './one-dnn';
import { firstChannels, padChannels } from './padding';
import { tf } from './tensorflow';

/** Scale, offset, running mean and running variance, each of shape [C], float32. */
export type Statistics = readonly [scale: Tensor, offset: Tensor, mean: Tensor, variance: Tensor];

/** The results of batch normalization in training. The caller disposes all of them. */
export interface Normalized {
  readonly output: Tensor4D;
  /** The running mean, updated with this batch. */
  readonly mean: Tensor1D;
  /** The running (unbiased) variance, updated with this batch. */
  readonly variance: Tensor1D;
  /** What `batchNormGradient` needs. */
  readonly reserved: readonly Tensor[];
}

/**
 * Batch normalization over all dimensions but the last, with the batch's own statistics.
 *
 * @param x Shape [B, H, W, C], float32 or bfloat16.
 * @param statistics Scale, offset and running statistics.
 * @param epsilon Added to the variance.
 * @param momentum Weight of the batch in the new running statistics, 0..1, as in PyTorch.
 * @see S. Ioffe, C. Szegedy, 'Batch Normalization', ICML 2015.
 */
export function batchNorm(x: Tensor4D, statistics: Statistics, epsilon: number, momentum: number): Normalized {
  return inWholeLanes(x, statistics, (wide, wideStatistics) =>
    runAll('FusedBatchNormV3', trainingAttributes(x, epsilon, momentum), [wide, ...wideStatistics], 6),
  );
}

/** `batchNorm` followed by a ReLU, in one pass over the memory if oneDNN is available. */
export function batchNormRelu(x: Tensor4D, statistics: Statistics, epsilon: number, momentum: number): Normalized {
  if (hasFusedRelu()) {
    return inWholeLanes(x, statistics, (wide, wideStatistics) =>
      normalizeWithRelu(wide, wideStatistics, epsilon, momentum),
    );
  }
  const { output, ...rest } = batchNorm(x, statistics, epsilon, momentum);
  const rectified = relu(output);
  output.dispose();
  return { ...rest, output: rectified };
}

/** Channels that oneDNN processes at a time. For numbers that are no multiple of it, it is fifteen times slower. */
const LANES = 16;

/** Normalizes with channels of zeros added if only their number keeps oneDNN from its fast path. */
function inWholeLanes(
  x: Tensor4D,
  statistics: Statistics,
  normalize: (x: Tensor4D, statistics: Statistics) => Tensor[],
): Normalized {
  const channels = x.shape[3];
  if (channels % LANES === 0 || !hasFusedRelu()) return normalized(normalize(x, statistics));
  const count = Math.ceil(channels / LANES) * LANES;
  const wide = [x, ...statistics].map((tensor) => padChannels(tensor, count)) as [Tensor4D, ...Statistics];
  const { output, mean, variance, reserved } = normalized(normalize(wide[0], wide.slice(1) as unknown as Statistics));
  const result = {
    output: firstChannels(output, channels),
    mean: firstChannels(mean, channels),
    variance: firstChannels(variance, channels),
    reserved,
  };
  tf.dispose([...wide, output, mean, variance]);
  return result;
}

function normalizeWithRelu(x: Tensor4D, statistics: Statistics, epsilon: number, momentum: number): Tensor[] {
  const settings = [...trainingAttributes(x, epsilon, momentum), stringAttribute('activation_mode', 'Relu')];
  return runOneDnn('_MklNativeFusedBatchNormEx', settings, [x, ...statistics], 6);
}

const hasFusedRelu = (): boolean =>
  hasOneDnn('_MklNativeFusedBatchNormEx', () =>
    tf.tidy(() => {
      const [one, zero] = [tf.ones([1]), tf.zeros([1])];
      return normalizeWithRelu(tf.zeros([1, 2, 2, 1]), [one, zero, zero, one], 1, 0.1);
    }),
  );

function normalized(outputs: Tensor[]): Normalized {
  const [output, mean, variance, ...reserved] = outputs as [Tensor4D, Tensor1D, Tensor1D, ...Tensor[]];
  return { output, mean, variance, reserved };
}

function trainingAttributes(x: Tensor4D, epsilon: number, momentum: number): Attribute[] {
  return [...attributes(x, epsilon, true), floatAttribute('exponential_avg_factor', momentum)];
}

/** Batch normalization with the running statistics. */
export function batchNormInference(x: Tensor4D, statistics: Statistics, epsilon: number): Tensor4D {
  const [output, ...rest] = runAll('FusedBatchNormV3', attributes(x, epsilon, false), [x, ...statistics], 6) as [
    Tensor4D,
    ...Tensor[],
  ];
  tf.dispose(rest);
  return output;
}

/**
 * Gradients of `batchNorm` for x, scale and offset.
 *
 * @param gradient The gradient for its output.
 * @param x Its input.
 * @param scale Its scale.
 * @param reserved What it reserved.
 * @param epsilon As it was given.
 */
export function batchNormGradient(
  gradient: Tensor4D,
  x: Tensor4D,
  scale: Tensor,
  reserved: readonly Tensor[],
  epsilon: number,
): [Tensor4D, Tensor1D, Tensor1D] {
  const channels = x.shape[3];
  const count = reserved[0]!.size;
  const inputs = [gradient, x, scale];
  const wide = count === channels ? inputs : inputs.map((tensor) => padChannels(tensor, count));
  const settings = attributes(x, epsilon, true);
  const [input, scaleGradient, offsetGradient, ...rest] = runAll(
    'FusedBatchNormGradV3',
    settings,
    [...wide, ...reserved],
    5,
  ) as [Tensor4D, Tensor1D, Tensor1D, ...Tensor[]];
  tf.dispose(rest);
  if (count === channels) return [input, scaleGradient, offsetGradient];
  const results = [input, scaleGradient, offsetGradient].map((tensor) => firstChannels(tensor, channels));
  tf.dispose([...wide, input, scaleGradient, offsetGradient]);
  return results as [Tensor4D, Tensor1D, Tensor1D];
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
