/**
 * The safetensors format: eight bytes with the length of a JSON header, the header, then all numbers, little-endian.
 *
 * @see https://github.com/huggingface/safetensors
 */

/** One tensor of a file. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Element types written: single precision, or half, which takes half the room and keeps three decimal digits. */
export type StoredType = 'F32' | 'F16';

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: [number, number];
}

const METADATA = '__metadata__';

/** Makes the bytes of a file. @param metadata Free text by key, e.g. where the weights come from. */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  type: StoredType,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const bytesPerNumber = type === 'F32' ? 4 : 2;
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { [METADATA]: metadata } : {};
  let end = 0;
  for (const [name, { shape, values }] of tensors) {
    const begin = end;
    end += values.length * bytesPerNumber;
    header[name] = { dtype: type, shape, data_offsets: [begin, end] };
  }
  // Padded with spaces so that the numbers are aligned, as the reference implementation does.
  const json = Buffer.from(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  const bytes = Buffer.alloc(8 + padded + end, ' ');
  bytes.writeBigUInt64LE(BigInt(padded), 0);
  json.copy(bytes, 8);
  let position = 8 + padded;
  for (const { values } of tensors.values()) {
    for (const value of values) {
      if (type === 'F32') bytes.writeFloatLE(value, position);
      else bytes.writeUInt16LE(toHalf(value), position);
      position += bytesPerNumber;
    }
  }
  return bytes;
}

/** Reads a file's bytes. @throws Error where they are not safetensors, or hold other numbers than F32, F16 and BF16. */
export function decodeSafetensors(bytes: Uint8Array): Map<string, StoredTensor> {
  const { buffer, byteOffset, byteLength } = bytes;
  const view = new DataView(buffer, byteOffset, byteLength);
  const headerLength = byteLength < 8 ? Infinity : Number(view.getBigUint64(0, true));
  if (headerLength > byteLength - 8) throw new Error('not a safetensors file, or one that was cut off');
  const header = JSON.parse(Buffer.from(bytes.subarray(8, 8 + headerLength)).toString()) as Record<string, HeaderEntry>;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === METADATA) continue;
    const [begin, end] = entry.data_offsets;
    if (8 + headerLength + end > byteLength) throw new Error(`cut off: '${name}' ends beyond the file`);
    const data = new DataView(buffer, byteOffset + 8 + headerLength + begin, end - begin);
    tensors.set(name, { shape: entry.shape, values: decode(data, entry.dtype, name) });
  }
  return tensors;
}

function decode(data: DataView, dtype: string, name: string): Float32Array {
  if (dtype === 'F32') return numbers(data.byteLength / 4, (i) => data.getFloat32(4 * i, true));
  if (dtype === 'F16') return numbers(data.byteLength / 2, (i) => fromHalf(data.getUint16(2 * i, true)));
  if (dtype === 'BF16') return numbers(data.byteLength / 2, (i) => wordAsFloat(data.getUint16(2 * i, true) << 16));
  throw new Error(`'${name}' holds numbers of the type ${dtype}; F32, F16 and BF16 are read`);
}

const numbers = (length: number, at: (i: number) => number): Float32Array => {
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = at(i);
  return values;
};

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

function wordAsFloat(bits: number): number {
  word[0] = bits;
  return float[0]!;
}

/** Bits of the half-precision number nearest to a value (ties to even); infinity beyond 65504. */
export function toHalf(value: number): number {
  float[0] = value;
  const bits = word[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = Math.abs(float[0]);
  if (Number.isNaN(magnitude)) return sign | 0x7e00;
  if (magnitude >= 65520) return sign | 0x7c00;
  // Below 2^-14 half precision counts in steps of 2^-24; above, in 2^-10 of the power of two below the value.
  if (magnitude < 2 ** -14) return sign | roundToEven(magnitude * 2 ** 24);
  const exponent = ((bits >>> 23) & 0xff) - 127;
  const steps = roundToEven(magnitude * 2 ** (10 - exponent));
  // A value rounded up to the next power of two carries into the exponent, as it should.
  return sign | (((exponent + 15) << 10) + steps - 1024);
}

/** Value of a half-precision number's bits. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
