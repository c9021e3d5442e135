import { least, sum } from 'd3-array';
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
 * many, or of 10 to 5 bits for a small page.
 *
 * @param network The network; it may be disposed afterwards.
 * @param compact Whether the page has to be small. Biases have 16 bits even there.
 * @returns The program, which holds copies of the weights.
 * @throws UserError naming an operation that the page cannot run.
 */
export function networkProgram(network: Network, compact = false): Program {
  const simple = simplify(traceNetwork(network));
  const steps = foldPads(simple);
  const used = new Set(steps.flatMap(({ inputs }) => inputs));
  const constants = new Map([...simple.constants].filter(([value]) => used.has(value)));
  const unknown = steps.find(({ op }) => !isOperation(op));
  if (unknown)
    throw new UserError(`${network.name} cannot run in the report: the page has no operation ${unknown.op}.`);
  const total = sum(constants.values(), ({ values }) => values.length);
  const packer = new Packer();
  const packed = [...constants].map(([value, { shape, values }]): Constant => {
    if (values.length <= SMALL_CONSTANT || values instanceof Int32Array) return { value, shape, numbers: [...values] };
    // Biases are few and matter much.
    const isBias = shape.length === 1;
    const bits = isBias ? 16 : compact ? compactBits(values.length) : bitsFor(values.length, total);
    const { integers, scales } = quantize(values, isBias ? 1 : shape.at(-1)!, bits);
    packer.add(integers);
    return { value, shape, scales };
  });
  const [height, width] = network.inputShape;
  return { height, width, steps, constants: packed, data: packer.data() };
}

/**
 * Bits per weight in a small page, for constants with fewer weights than given. Where there are few, each matters more and
 * its bits cost less. On drawn photos 640 px wide, this moves the landmarks of the best network for the full face by
 * 0.16 px on average and 0.9 px at most; 6 bits for each weight, in as many bytes, by 1.1 px and 8 px.
 */
const COMPACT = [
  [10_000, 10],
  [90_000, 7],
  [140_000, 6],
  [Infinity, 5],
] as const;

const compactBits = (size: number): number => COMPACT.find(([below]) => size < below)![1];

function bitsFor(size: number, total: number): number {
  if (total <= SMALL_NETWORK) return 16;
  if (total <= LARGE_NETWORK) return 12;
  return size > LARGE_CONSTANT ? 9 : 10;
}

/** With more bits than these, the largest value of a channel is the largest integer. */
const FEW_BITS = 8;

/**
 * Shares of a channel's largest value that are tried as the largest one of the integers: with few bits, it is better to
 * cut rare large values.
 */
const CUTS = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6];

/** The integers of a given number of bits that, times the scale of their channel, are nearest to the values. */
function quantize(
  values: Float32Array,
  channels: number,
  bits: number,
): { integers: Int32Array; scales: readonly number[] } {
  const top = 2 ** (bits - 1) - 1;
  const integerOf = (value: number, scale: number): number => Math.max(-top, Math.min(top, Math.round(value / scale)));
  const scales = Array.from({ length: channels }, (_, channel) => {
    const own = Float32Array.from({ length: values.length / channels }, (_, k) => values[k * channels + channel]!);
    const largest = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const tried = (bits > FEW_BITS ? [1] : CUTS).map((cut) => Number(((largest * cut) / top || 1).toPrecision(7)));
    return least(tried, (scale) => sum(own, (value) => (integerOf(value, scale) * scale - value) ** 2))!;
  });
  return { integers: Int32Array.from(values, (value, i) => integerOf(value, scales[i % channels]!)), scales };
}
