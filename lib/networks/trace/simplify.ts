import type { Step } from './step';
import type { Trace, TracedConstant } from './trace';

type Constants = Map<number, TracedConstant>;

/**
 * The same computation in fewer steps: batch normalization is folded into the convolution before it, and biases and ReLU
 * into the operation that they follow. Weight matrices are transposed in advance, because the fused product of tfjs's
 * WebAssembly backend ignores its transpose flags.
 *
 * @param trace A recorded forward pass.
 * @returns Its steps after folding, and the constants that they still use.
 * @throws Error when a transposed matrix is not a constant.
 */
export function simplify(trace: Trace): Trace {
  const constants: Constants = new Map(trace.constants);
  const prepared = trace.steps.map((step) => (step.attributes.transpose_b ? transposed(step, constants) : step));
  const steps = fold(prepared, (before, step, isOnlyUse) => {
    if (!isOnlyUse || !['Conv2D', 'MatMul'].includes(before.op) || before.attributes.relu) return undefined;
    if (step.op === 'FusedBatchNormV3' && before.op === 'Conv2D') return normalized(before, step, constants);
    if (step.op === 'BiasAdd' && before.inputs.length === 2)
      return { ...before, inputs: [...before.inputs, step.inputs[1]!] };
    if (step.op === 'Relu') return { ...before, attributes: { ...before.attributes, relu: true } };
    return undefined;
  });
  const used = new Set(steps.flatMap((step) => step.inputs));
  return { ...trace, steps, constants: new Map([...constants].filter(([value]) => used.has(value))) };
}

/** Merges steps into the step that computes their first input, where `merge` can. */
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

function transposed(step: Step, constants: Constants): Step {
  const [a, b] = step.inputs;
  const matrix = constants.get(b!);
  if (!matrix) throw new Error('Only matrices of weights can be transposed.');
  const [rows, columns] = matrix.shape as [number, number];
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[(i % columns) * rows + Math.floor(i / columns)] = matrix.values[i]!;
  const number = fresh(constants);
  constants.set(number, { shape: [columns, rows], values });
  return { ...step, inputs: [a!, number], attributes: { ...step.attributes, transpose_b: false } };
}

/** Batch normalization scales and shifts each channel, so a convolution and its normalization are one convolution. */
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

/** An unused value number, far above those of the trace. */
const fresh = (constants: Constants): number => Math.max(1_000_000, ...constants.keys()) + 1;
