import { UserError } from '../../errors';
import type { Network } from '../../networks/network';
import { simplify } from '../../networks/trace/simplify';
import { isOperation } from '../../networks/trace/step';
import { traceNetwork } from '../../networks/trace/trace';
import type { Constant, Program } from './data';
import { foldPads } from './fold-pads';
import { Packer } from './pack';

/** Constants with at most this many numbers are not quantized. */
const SMALL_CONSTANT = 64;

/** Networks with at most this many weights are so small that 16 bits per weight are affordable. */
const SMALL_NETWORK = 100_000;

/** Networks with more weights than this need fewer bits per weight to fit a page. */
const LARGE_NETWORK = 4_000_000;

/** Constants with more weights than this make up most of a large network; they get the fewest bits. */
const LARGE_CONSTANT = 1_000_000;

/**
 * Packs a trained network for the page: its forward pass, with weights of 16 bits, or of 12, 10 or 9 bits where there are
 * many.
 *
 * @param network The network; it may be disposed afterwards.
 * @param mostBits Of a weight; biases always have 16.
 * @returns The program, which holds copies of the weights.
 * @throws UserError naming an operation that the page cannot run.
 */
export function networkProgram(network: Network, mostBits = 16): Program {
  const simple = simplify(traceNetwork(network));
  const steps = foldPads(simple);
  const used = new Set(steps.flatMap(({ inputs }) => inputs));
  const constants = new Map([...simple.constants].filter(([value]) => used.has(value)));
  const unknown = steps.find(({ op }) => !isOperation(op));
  if (unknown)
    throw new UserError(`${network.name} cannot run in the report: the page has no operation ${unknown.op}.`);
  const total = [...constants.values()].reduce((sum, { values }) => sum + values.length, 0);
  const packer = new Packer();
  const packed = [...constants].map(([value, { shape, values }]): Constant => {
    if (values.length <= SMALL_CONSTANT || values instanceof Int32Array) return { value, shape, numbers: [...values] };
    // Biases are few and matter much.
    const isBias = shape.length === 1;
    const bits = isBias ? 16 : Math.min(mostBits, bitsFor(values.length, total));
    const { integers, scales } = quantize(values, isBias ? 1 : shape.at(-1)!, bits);
    packer.add(integers);
    return { value, shape, scales };
  });
  const [height, width] = network.inputShape;
  return { height, width, steps, constants: packed, data: packer.data() };
}

function bitsFor(size: number, total: number): number {
  if (total <= SMALL_NETWORK) return 16;
  if (total <= LARGE_NETWORK) return 12;
  return size > LARGE_CONSTANT ? 9 : 10;
}

/** The integers of a given number of bits that, times the scale of their channel, are nearest to the values. */
function quantize(
  values: Float32Array,
  channels: number,
  bits: number,
): { integers: Int32Array; scales: readonly number[] } {
  const largest = new Float64Array(channels);
  values.forEach((value, i) => (largest[i % channels] = Math.max(largest[i % channels]!, Math.abs(value))));
  const top = 2 ** (bits - 1) - 1;
  const scales = Array.from(largest, (value) => Number((value / top || 1).toPrecision(7)));
  return { integers: Int32Array.from(values, (value, i) => Math.round(value / scales[i % channels]!)), scales };
}
