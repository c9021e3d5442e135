import { gzipSync } from 'node:zlib';
import type { Network } from '../../networks/network';
import { OPERATIONS } from '../page/try-it/operations';
import type { Constant, Program } from '../page/try-it/program';
import { simplify } from './simplify';
import { traceNetwork } from './trace';

/** Up to this many numbers a constant is written as it is. */
const SMALL = 64;

/** Up to this many weights a network takes so little room that there is nothing to save. */
const FEW = 100_000;

/** Above this many weights a page needs to save room, or it would grow beyond what a browser opens at once. */
const MANY = 4_000_000;

/** A constant with more weights than this is one of the few that make up most of such a network. */
const LARGE = 1_000_000;

/**
 * A trained network for the page: its forward pass, with weights of 16 bits, or of 12, 10 or 9 where there are many.
 *
 * @throws Error naming an operation that a page cannot run
 */
export function networkProgram(network: Network): Program {
  const { steps, constants } = simplify(traceNetwork(network));
  const unknown = steps.find(({ op }) => !OPERATIONS.has(op));
  if (unknown) throw new Error(`${network.name}: the report's page cannot run the operation ${unknown.op}.`);
  const total = [...constants.values()].reduce((sum, { values }) => sum + values.length, 0);
  const low: Uint8Array[] = [];
  const high: Uint8Array[] = [];
  const written = [...constants].map(([value, { shape, values }]): Constant => {
    if (values.length <= SMALL || values instanceof Int32Array) return { value, shape, numbers: [...values] };
    // Biases are few and weigh much.
    const isBias = shape.length === 1;
    const bits = isBias || total <= FEW ? 16 : total <= MANY ? 12 : values.length > LARGE ? 9 : 10;
    const { whole, scales } = quantize(values, isBias ? 1 : shape.at(-1)!, bits);
    const folded = whole.map((number) => (number < 0 ? -2 * number - 1 : 2 * number));
    low.push(Uint8Array.from(folded, (number) => number & 0xff));
    high.push(Uint8Array.from(folded, (number) => number >> 8));
    return { value, shape, scales };
  });
  const [height, width] = network.inputShape;
  const data = gzipSync(Buffer.concat([...low, ...high]), { level: 9 }).toString('base64');
  return { height, width, steps, constants: written, data };
}

/** Whole numbers of so many bits, which times the scale of their channel are nearest to the values. */
function quantize(values: Float32Array, channels: number, bits: number): { whole: Int32Array; scales: number[] } {
  const most = new Float64Array(channels);
  values.forEach((value, i) => (most[i % channels] = Math.max(most[i % channels]!, Math.abs(value))));
  const top = 2 ** (bits - 1) - 1;
  const scales = Array.from(most, (value) => Number((value / top || 1).toPrecision(7)));
  return { whole: Int32Array.from(values, (value, i) => Math.round(value / scales[i % channels]!)), scales };
}
