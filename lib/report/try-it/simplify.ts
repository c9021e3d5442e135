import type { Step } from '../page/try-it/program';
import type { Trace } from './trace';

type Constants = Map<number, { shape: number[]; values: Float32Array | Int32Array }>;

/**
 * The same computation in fewer steps: batch normalization becomes part of the convolution before it, and biases and
 * ReLU are added within the operation that they follow. Matrices of weights are turned to where tfjs's WebAssembly
 * backend multiplies them as they are, because its fused product takes no notice of being asked to turn them.
 */
export function simplify(trace: Trace): Trace {
  const constants: Constants = new Map(trace.constants);
  const turned = trace.steps.map((step) => (step.attributes.transpose_b ? withTurned(step, constants) : step));
  const steps = fold(turned, (before, step, isOnlyUse) => {
    if (!isOnlyUse || !['Conv2D', 'MatMul'].includes(before.op) || before.attributes.relu) return undefined;
    if (step.op === 'FusedBatchNormV3' && before.op === 'Conv2D') return normalized(before, step, constants);
    if (step.op === 'BiasAdd' && before.inputs.length === 2)
      return { ...before, inputs: [...before.inputs, step.inputs[1]!] };
    if (step.op === 'Relu') return { ...before, attributes: { ...before.attributes, relu: true } };
    return undefined;
  });
  const used = new Set(steps.flatMap((step) => step.inputs));
  return { steps, constants: new Map([...constants].filter(([value]) => used.has(value))) };
}

/** Merges steps into the step that made their first input, where `merge` can. */
function fold(
  steps: readonly Step[],
  merge: (before: Step, step: Step, isOnlyUse: boolean) => Step | undefined,
): Step[] {
  const uses = new Map<number, number>();
  for (const value of steps.flatMap((step) => step.inputs)) uses.set(value, (uses.get(value) ?? 0) + 1);
  const result: Step[] = [];
  for (const step of steps) {
    const [input] = step.inputs;
    const at = result.findIndex(({ output }) => output === input);
    const merged = at < 0 ? undefined : merge(result[at]!, step, uses.get(input!) === 1);
    if (!merged) result.push(step);
    else result[at] = { ...merged, output: step.output };
  }
  return result;
}

function withTurned(step: Step, constants: Constants): Step {
  const [a, b] = step.inputs;
  const matrix = constants.get(b!);
  if (!matrix) throw new Error('The page can multiply by a turned matrix only where it is one of weights.');
  const [rows, columns] = matrix.shape as [number, number];
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[(i % columns) * rows + Math.floor(i / columns)] = matrix.values[i]!;
  const number = fresh(constants);
  constants.set(number, { shape: [columns, rows], values });
  return { ...step, inputs: [a!, number], attributes: { ...step.attributes, transpose_b: false } };
}

/** conv(x) scale / sqrt(variance + e) + offset - mean scale / sqrt(variance + e) is a convolution with a bias. */
function normalized(convolution: Step, normalization: Step, constants: Constants): Step | undefined {
  const [x, filter, bias] = convolution.inputs;
  const [, ...rest] = normalization.inputs;
  const [weights, scale, offset, mean, variance] = [filter!, ...rest].map((value) => constants.get(value)?.values);
  if (!weights || !scale || !offset || !mean || !variance) return undefined;
  const epsilon = Number(normalization.attributes.epsilon);
  const factor = Float32Array.from(scale, (value, c) => value / Math.sqrt(variance[c]! + epsilon));
  const before = bias === undefined ? undefined : constants.get(bias)?.values;
  const added = Float32Array.from(factor, (f, c) => offset[c]! + f * ((before?.[c] ?? 0) - mean[c]!));
  const channels = factor.length;
  const scaled = Float32Array.from(weights, (value, i) => value * factor[i % channels]!);
  const [newFilter, newBias] = [fresh(constants), fresh(constants) + 1];
  constants.set(newFilter, { shape: constants.get(filter!)!.shape, values: scaled });
  constants.set(newBias, { shape: [channels], values: added });
  return { ...convolution, inputs: [x!, newFilter, newBias] };
}

/** A number that no value has: far above those of the trace. */
const fresh = (constants: Constants): number => Math.max(1_000_000, ...constants.keys()) + 1;
