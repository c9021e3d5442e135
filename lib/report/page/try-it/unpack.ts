import type { Constant, Graph } from '../../try-it/data';
import { gunzip } from '../gunzip';

/** A constant with its numbers. */
export interface Weights {
  readonly value: number;
  readonly shape: number[];
  readonly numbers: Float32Array | readonly number[];
}

/**
 * Unpacks the constants of a graph.
 *
 * @param graph The graph as the report embeds it.
 */
export async function unpack({ constants, data }: Graph): Promise<Weights[]> {
  const bytes = await gunzip(data);
  const count = ({ shape }: Constant): number => shape.reduce((product, size) => product * size, 1);
  const total = bytes.length / 2;
  let place = 0;
  return constants.map((constant) => {
    const { value, shape, numbers, scales = [], offset = 0 } = constant;
    if (numbers) return { value, shape: [...shape], numbers };
    const decoded = new Float32Array(count(constant));
    for (let i = 0; i < decoded.length; i++, place++) {
      const folded = bytes[place]! | (bytes[total + place]! << 8);
      const whole = folded & 1 ? -(folded + 1) / 2 : folded / 2;
      decoded[i] = whole * scales[i % scales.length]! + offset;
    }
    return { value, shape: [...shape], numbers: decoded };
  });
}
