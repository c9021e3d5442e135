import type { Constant, Program } from './program';

/** A constant with its numbers. */
export interface Weights {
  readonly value: number;
  readonly shape: number[];
  readonly numbers: Float32Array | readonly number[];
}

/** The numbers of all constants of a program. */
export async function readWeights({ constants, data }: Program): Promise<Weights[]> {
  const bytes = await gunzip(data);
  const count = ({ shape }: Constant): number => shape.reduce((product, size) => product * size, 1);
  const quantised = constants.filter(({ bits }) => bits);
  let low = 0;
  let high = quantised.reduce((sum, constant) => sum + count(constant), 0);
  return constants.map((constant) => {
    const { value, shape, numbers, bits, scales = [] } = constant;
    if (numbers) return { value, shape: [...shape], numbers };
    const decoded = new Float32Array(count(constant));
    for (let i = 0; i < decoded.length; i++) {
      const least = bytes[low++]!;
      const whole = bits === 16 ? ((least | (bytes[high++]! << 8)) << 16) >> 16 : (least << 24) >> 24;
      decoded[i] = whole * scales[i % scales.length]!;
    }
    return { value, shape: [...shape], numbers: decoded };
  });
}

async function gunzip(base64: string): Promise<Uint8Array> {
  const packed = decodeBase64(base64);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export function decodeBase64(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
