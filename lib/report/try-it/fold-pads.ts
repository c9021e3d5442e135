import type { Step } from '../../networks/trace/step';
import type { Trace } from '../../networks/trace/trace';

/**
 * The same computation with convolutions that pad their input themselves, which tfjs's functions do and TensorFlow's fast
 * ones do not. Their attribute `pads` holds the rows above and below, and the columns on the left and right.
 *
 * @param trace A recorded forward pass.
 * @returns Its steps, without those that pad for convolutions alone.
 */
export function foldPads({ steps, constants }: Pick<Trace, 'steps' | 'constants'>): readonly Step[] {
  const pads = new Map(steps.filter(({ op }) => op === 'Pad').map((step) => [step.output, step]));
  const padded = steps.map((step) => {
    const [x, ...weights] = step.inputs;
    const pad = pads.get(x!);
    const sizes = pad && constants.get(pad.inputs[1]!)?.values;
    if (step.op !== 'Conv2D' || !sizes || step.attributes.padding !== 'VALID') return step;
    return {
      ...step,
      inputs: [pad.inputs[0]!, ...weights],
      attributes: { ...step.attributes, pads: [...sizes.subarray(2, 6)] },
    };
  });
  const used = new Set(padded.flatMap(({ inputs }) => inputs));
  return padded.filter(({ op, output }) => op !== 'Pad' || used.has(output));
}
