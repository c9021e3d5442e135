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
  const total = bytes.length / 2;
  let place = 0;
  return constants.map((constant) => {
    const { value, shape, numbers, scales = [] } = constant;
    if (numbers) return { value, shape: [...shape], numbers };
    const decoded = new Float32Array(count(constant));
    for (let i = 0; i < decoded.length; i++, place++) {
      const folded = bytes[place]! | (bytes[total + place]! << 8);
      const whole = folded & 1 ? -(folded + 1) / 2 : folded / 2;
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
