import { range } from 'd3-array';
import { UserError } from '../../errors';
import { isOperation } from '../../networks/trace/step';
import type { OperationName, Step } from '../../networks/trace/step';
import type { Trace, TracedConstant } from '../../networks/trace/trace';
import type { GraphBuilder } from './graph';

/** Order of the dimensions in ONNX (batch, channels, height, width) and back in TensorFlow (batch, height, width, channels). */
const TO_ONNX = [0, 3, 1, 2];
const TO_TENSORFLOW = [0, 2, 3, 1];

/** A value of the trace in the ONNX graph. */
interface Value {
  readonly name: string;
  /** Whether its channels come first, as ONNX has images, while the trace has them last. */
  readonly channelsFirst: boolean;
}

/** Translates a trace's operations into those of ONNX, one after another. Images keep their channels first throughout. */
export class Translator {
  private readonly values = new Map<number, Value>();

  /**
   * Begins with the image.
   *
   * @param graph Gets the nodes and constants.
   * @param trace The constants that the operations use.
   * @param image Name of the image in the graph, shape [N, 1, height, width].
   */
  constructor(
    private readonly graph: GraphBuilder,
    private readonly trace: Pick<Trace, 'constants'>,
    image: string,
  ) {
    this.values.set(0, { name: image, channelsFirst: true });
  }

  /**
   * Translates one operation, whose inputs must have been translated.
   *
   * @throws UserError for an operation without a translation.
   */
  step(step: Step): void {
    if (!isOperation(step.op)) throw new UserError(`The network cannot be exported: ONNX has no ${step.op}.`);
    this.values.set(step.output, OPERATIONS[step.op](this, step));
  }

  /** The name of a value in TensorFlow's order of dimensions. */
  plain(number: number): string {
    const value = this.value(number);
    return value.channelsFirst ? this.node('Transpose', [value.name], { perm: TO_TENSORFLOW }) : value.name;
  }

  /** The name of an image with its channels first. */
  image(number: number): string {
    const value = this.value(number);
    return value.channelsFirst ? value.name : this.node('Transpose', [value.name], { perm: TO_ONNX });
  }

  /** A value as it is in the graph. */
  value(number: number): Value {
    const known = this.values.get(number);
    if (known) return known;
    const constant = { name: this.graph.floats(this.constant(number)), channelsFirst: false };
    this.values.set(number, constant);
    return constant;
  }

  /** Whether a value does not depend on the image. */
  isConstant = (number: number): boolean => this.trace.constants.has(number);

  /** A value that does not depend on the image. */
  constant = (number: number): TracedConstant => this.trace.constants.get(number)!;

  /** Whole numbers that do not depend on the image, such as a shape. */
  integers = (number: number): number[] => Array.from(this.constant(number).values);

  /** Adds a node, see `GraphBuilder.node`. */
  node: GraphBuilder['node'] = (...given) => this.graph.node(...given);

  /** Adds constants, see `GraphBuilder`. */
  floats: GraphBuilder['floats'] = (constant) => this.graph.floats(constant);
  shape: GraphBuilder['integers'] = (values) => this.graph.integers(values);
}

type Translate = (to: Translator, step: Step) => Value;

const first = (name: string): Value => ({ name, channelsFirst: true });
const last = (name: string): Value => ({ name, channelsFirst: false });

/** ReLU after an operation into which it was folded. */
const withRelu = (to: Translator, { attributes }: Step, value: Value): Value =>
  attributes.relu ? { ...value, name: to.node('Relu', [value.name]) } : value;

const same =
  (opType: string): Translate =>
  (to, { inputs: [x] }) => {
    const { name, channelsFirst } = to.value(x!);
    return { name: to.node(opType, [name]), channelsFirst };
  };

/** Adds, multiplies and so on, element by element; a single number or one per channel fits any image. */
const elementwise =
  (opType: string): Translate =>
  (to, { inputs: [a, b] }) => {
    const isImage = (value: number): boolean => to.value(value).channelsFirst;
    if (![a!, b!].some(isImage)) return last(to.node(opType, [to.plain(a!), to.plain(b!)]));
    const fitting = (value: number): string => {
      if (!to.isConstant(value) || to.constant(value).shape.length === 4) return to.image(value);
      const { shape, values } = to.constant(value);
      if (shape.length > 1)
        throw new UserError(`The network cannot be exported: ${opType} with ${shape.length} dimensions.`);
      return values.length === 1 ? to.value(value).name : to.floats({ shape: [values.length, 1, 1], values });
    };
    return first(to.node(opType, [fitting(a!), fitting(b!)]));
  };

/** The padding of a window operation; TensorFlow's 'SAME' has the odd pixel at the end. */
const autoPad = ({ attributes }: Step): { auto_pad: string } => ({
  auto_pad: attributes.padding === 'SAME' ? 'SAME_UPPER' : 'VALID',
});
const spatial = (sizes: unknown): number[] => (sizes as number[]).slice(1, 3);

/** The sum or mean over some dimensions. */
const reduction =
  (opType: string): Translate =>
  (to, { inputs: [x, axes], attributes }) => {
    const keepdims = attributes.keep_dims ? 1 : 0;
    const dimensions = to.integers(axes!);
    const { name, channelsFirst } = to.value(x!);
    // Without height and width, the order of the other dimensions is the same.
    if (channelsFirst && !keepdims && [1, 2].every((dimension) => dimensions.includes(dimension))) {
      return last(
        to.node(opType, [name, to.shape(dimensions.map((dimension) => TO_ONNX.indexOf(dimension)))], { keepdims }),
      );
    }
    return last(to.node(opType, [to.plain(x!), to.shape(dimensions)], { keepdims }));
  };

const OPERATIONS: Readonly<Record<OperationName, Translate>> = {
  Conv2D(to, step) {
    const [x, filter, bias] = step.inputs;
    const weights = to.floats(channelsFirstFilter(to.constant(filter!)));
    const inputs = [to.image(x!), weights, ...(bias === undefined ? [] : [to.value(bias).name])];
    const attributes = { strides: spatial(step.attributes.strides), ...autoPad(step) };
    return withRelu(to, step, first(to.node('Conv', inputs, attributes)));
  },
  MatMul(to, step) {
    const [a, b, bias] = step.inputs;
    const inputs = [to.plain(a!), to.plain(b!), ...(bias === undefined ? [] : [to.value(bias).name])];
    const [transA, transB] = [step.attributes.transpose_a ? 1 : 0, step.attributes.transpose_b ? 1 : 0];
    return withRelu(to, step, last(to.node('Gemm', inputs, { transA, transB })));
  },
  BatchMatMulV2(to, { inputs: [a, b], attributes }) {
    if (attributes.adj_x || attributes.adj_y) throw new UserError('Transposed products of batches cannot be exported.');
    return last(to.node('MatMul', [to.plain(a!), to.plain(b!)]));
  },
  MaxPool(to, step) {
    const { ksize, strides } = step.attributes;
    const attributes = { kernel_shape: spatial(ksize), strides: spatial(strides), ...autoPad(step) };
    return first(to.node('MaxPool', [to.image(step.inputs[0]!)], attributes));
  },
  FusedBatchNormV3(to, { inputs: [x, ...parameters], attributes }) {
    const names = parameters.map((parameter) => to.value(parameter).name);
    const epsilon = { float: Number(attributes.epsilon) };
    return first(to.node('BatchNormalization', [to.image(x!), ...names], { epsilon }));
  },
  Pad(to, { inputs: [x, paddings] }) {
    const sides = to.integers(paddings!);
    if (sides.every((pixels) => pixels === 0)) return to.value(x!);
    const at = (side: 0 | 1): number[] => TO_ONNX.map((dimension) => sides[2 * dimension + side]!);
    return first(to.node('Pad', [to.image(x!), to.shape([...at(0), ...at(1)])]));
  },
  ResizeBilinear(to, { inputs: [x, size], attributes }) {
    const mode = attributes.half_pixel_centers
      ? 'half_pixel'
      : attributes.align_corners
        ? 'align_corners'
        : 'asymmetric';
    const inputs = [to.image(x!), '', '', to.shape(to.integers(size!))];
    return first(to.node('Resize', inputs, { mode: 'linear', coordinate_transformation_mode: mode, axes: [2, 3] }));
  },
  Mean: reduction('ReduceMean'),
  Sum: reduction('ReduceSum'),
  Reshape: (to, { inputs: [x, shape] }) => last(to.node('Reshape', [to.plain(x!), to.shape(to.integers(shape!))])),
  Transpose(to, { inputs: [x, order] }) {
    const { name, channelsFirst } = to.value(x!);
    const perm = to.integers(order!).map((dimension) => (channelsFirst ? TO_TENSORFLOW[dimension]! : dimension));
    const isIdentity = perm.every((dimension, i) => dimension === i);
    return last(isIdentity ? name : to.node('Transpose', [name], { perm }));
  },
  ConcatV2(to, { inputs }) {
    const axis = to.integers(inputs.at(-1)!)[0]!;
    return last(
      to.node(
        'Concat',
        inputs.slice(0, -1).map((input) => to.plain(input)),
        { axis },
      ),
    );
  },
  Softmax: (to, { inputs: [x] }) => last(to.node('Softmax', [to.plain(x!)], { axis: -1 })),
  // All values are single-precision numbers.
  Cast: (to, { inputs: [x] }) => to.value(x!),
  Relu: same('Relu'),
  Sigmoid: same('Sigmoid'),
  Exp: same('Exp'),
  BiasAdd: elementwise('Add'),
  AddV2: elementwise('Add'),
  Sub: elementwise('Sub'),
  Mul: elementwise('Mul'),
  RealDiv: elementwise('Div'),
};

/** A filter [height, width, in, out] as [out, in, height, width]. */
function channelsFirstFilter({ shape, values }: TracedConstant): TracedConstant {
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  const reordered = new Float32Array(values.length);
  let to = 0;
  for (const o of range(outputs)) {
    for (const i of range(inputs)) {
      for (let place = 0; place < height * width; place++)
        reordered[to++] = values[(place * inputs + i) * outputs + o]!;
    }
  }
  return { shape: [outputs, inputs, height, width], values: reordered };
}
