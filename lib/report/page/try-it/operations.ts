import * as tf from '@tensorflow/tfjs-core';
import type { OperationName, Step } from '../../../networks/trace/step';

type Inputs = readonly tf.Tensor[];
type Padding = tf.backend_util.ExplicitPadding;
type Operation = (inputs: Inputs, attributes: Step['attributes']) => tf.Tensor;

/** What a fused convolution or product does to its result. */
const activation = ({ relu, leak }: Step['attributes']) => {
  if (leak) return { activation: 'leakyrelu' as const, leakyreluAlpha: Number(leak) };
  return { activation: relu ? ('relu' as const) : ('linear' as const) };
};
/** Axes, shapes and sizes, which are constants. */
const integers = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
const square = (sizes: unknown): [number, number] => (sizes as number[]).slice(1, 3) as [number, number];
const padding = (value: unknown): 'same' | 'valid' => (value === 'SAME' ? 'same' : 'valid');
/** A convolution's own padding, see `foldPads`. */
const explicit = ([top, bottom, left, right]: number[]): Padding => [
  [0, 0],
  [top!, bottom!],
  [left!, right!],
  [0, 0],
];
const rows = (tensor: tf.Tensor): [number, number][] => tensor.arraySync() as [number, number][];

/** For each TensorFlow operation, the tfjs function that does the same; one of them is for the face detector alone. */
const operations: Record<OperationName | 'DepthwiseConv2dNative', Operation> = {
  Conv2D: ([x, filter, bias], attributes) =>
    tf.fused.conv2d({
      x: x as tf.Tensor4D,
      filter: filter as tf.Tensor4D,
      strides: square(attributes.strides),
      pad: attributes.pads ? explicit(attributes.pads as number[]) : padding(attributes.padding),
      ...(bias && { bias }),
      ...activation(attributes),
    }),
  DepthwiseConv2dNative: ([x, filter], { strides, padding: pad }) =>
    tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, square(strides), padding(pad)),
  MatMul: ([a, b, bias], attributes) =>
    tf.fused.matMul({
      a: a!,
      b: b!,
      ...(bias && { bias }),
      ...activation(attributes),
    }),
  BatchMatMulV2: ([a, b], { adj_x, adj_y }) => tf.matMul(a!, b!, Boolean(adj_x), Boolean(adj_y)),
  Cast: ([x]) => tf.cast(x!, 'float32'),
  BiasAdd: ([x, bias]) => tf.add(x!, bias!),
  AddV2: ([a, b]) => tf.add(a!, b!),
  Sub: ([a, b]) => tf.sub(a!, b!),
  Mul: ([a, b]) => tf.mul(a!, b!),
  RealDiv: ([a, b]) => tf.div(a!, b!),
  Exp: ([x]) => tf.exp(x!),
  Relu: ([x]) => tf.relu(x!),
  Sigmoid: ([x]) => tf.sigmoid(x!),
  Softmax: ([x]) => tf.softmax(x!),
  Sum: ([x, axes], { keep_dims }) => tf.sum(x!, integers(axes!), Boolean(keep_dims)),
  Mean: ([x, axes], { keep_dims }) => tf.mean(x!, integers(axes!), Boolean(keep_dims)),
  MaxPool: ([x], { ksize, strides, padding: pad }) =>
    tf.maxPool(x as tf.Tensor4D, square(ksize), square(strides), padding(pad)),
  Pad: ([x, paddings]) => tf.pad(x!, rows(paddings!)),
  Reshape: ([x, shape]) => tf.reshape(x!, integers(shape!)),
  Transpose: ([x, order]) => tf.transpose(x!, integers(order!)),
  ConcatV2: (inputs) => tf.concat(inputs.slice(0, -1), integers(inputs.at(-1)!)[0]),
  ResizeBilinear: ([x, size], { align_corners, half_pixel_centers }) =>
    tf.image.resizeBilinear(
      x as tf.Tensor4D,
      integers(size!) as [number, number],
      Boolean(align_corners),
      Boolean(half_pixel_centers),
    ),
  FusedBatchNormV3: ([x, scale, offset, mean, variance], { epsilon }) =>
    tf.batchNorm(x!, mean as tf.Tensor1D, variance as tf.Tensor1D, offset, scale, Number(epsilon)),
};

/**
 * Runs one step of a program.
 *
 * @param step The step.
 * @param inputs The values of its inputs.
 * @returns The value of its output.
 * @throws Error when the page has no such operation.
 */
export function runStep({ op, attributes }: Step, inputs: Inputs): tf.Tensor {
  const operation = operations[op as OperationName] as Operation | undefined;
  if (!operation) throw new Error(`the page has no operation ${op}.`);
  return operation(inputs, attributes);
}
