import { z } from 'zod';
import { DataError } from '../errors';
import { issueText } from '../issues';
import { fromBfloat16s, fromHalves, toHalves } from './half';

/** One tensor of a safetensors file. */
export interface StoredTensor {
  readonly shape: readonly number[];
  /** In row-major order. */
  readonly values: Float32Array;
}

/** The content of a safetensors file. */
export interface StoredTensors {
  readonly tensors: Map<string, StoredTensor>;
  /** Free text by key, e.g. where the weights come from. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The element types that are written: single precision, or half, which takes half the space and keeps three digits. */
export type StoredType = 'F32' | 'F16';

/** Bytes of one element. */
const BYTES = {
  ...{ F64: 8, F32: 4, F16: 2, BF16: 2 },
  ...{ I64: 8, U64: 8, I32: 4, U32: 4, I16: 2, U16: 2, I8: 1, U8: 1, BOOL: 1, F8_E4M3: 1, F8_E5M2: 1 },
} as const;

/** The element types that are read. */
const READ = ['F64', 'F32', 'F16', 'BF16'] as const;

/** The reference implementation's limit. */
const LONGEST_HEADER = 100_000_000;

const METADATA = '__metadata__';

const count = z.int().nonnegative();
const entrySchema = z.object({
  dtype: z.enum(Object.keys(BYTES) as (keyof typeof BYTES)[], { error: 'This type of numbers is unknown' }),
  shape: z.array(count),
  data_offsets: z.tuple([count, count]),
});
const metadataSchema = z.record(z.string(), z.string());
const headerSchema = z.record(z.string(), z.unknown());

/**
 * Encodes tensors in the safetensors format: eight bytes with the length of a JSON header, the header, then all numbers,
 * little-endian.
 *
 * @param tensors Tensors by name.
 * @param type The element type of all of them.
 * @param metadata Free text by key.
 * @returns The bytes of the file.
 * @see https://github.com/huggingface/safetensors
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  type: StoredType,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { [METADATA]: metadata } : {};
  let end = 0;
  for (const [name, { shape, values }] of tensors) {
    const begin = end;
    end += values.length * BYTES[type];
    header[name] = { dtype: type, shape, data_offsets: [begin, end] };
  }
  // Padded with spaces so that the numbers are aligned, as the reference implementation does.
  const json = Buffer.from(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  // Everything behind the header is overwritten below.
  const bytes = Buffer.allocUnsafe(8 + padded + end).fill(' ', 0, 8 + padded);
  bytes.writeBigUInt64LE(BigInt(padded), 0);
  json.copy(bytes, 8);
  let position = 8 + padded;
  for (const { values } of tensors.values()) {
    // Not through a copy for single precision: a checkpoint of a large network has a hundred million numbers.
    const numbers = type === 'F32' ? values : toHalves(values);
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), position);
    position += numbers.byteLength;
  }
  return bytes;
}

/**
 * Decodes a safetensors file. Nothing in its header is believed before it fits the file's size; tensors of whole numbers,
 * such as PyTorch's counters of batches, are passed over.
 *
 * @param bytes The bytes of the file.
 * @param file Its name, for error messages.
 * @throws DataError when the file is damaged or cut off.
 */
export function decodeSafetensors(bytes: Uint8Array, file: string): StoredTensors {
  const { header, data } = split(bytes, file);
  const entries = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, entry]) => ({ name, ...check(entrySchema, entry, name, file) }));
  const tensors = new Map<string, StoredTensor>();
  let position = 0;
  // By their ends where they begin together: then the first one is empty.
  entries.sort(({ data_offsets: a }, { data_offsets: b }) => a[0] - b[0] || a[1] - b[1]);
  for (const { name, dtype, shape, data_offsets } of entries) {
    const [begin, end] = data_offsets;
    const size = shape.reduce((product, side) => product * side, BYTES[dtype]);
    if (begin !== position) throw new DataError(`${file} is damaged: '${name}' does not follow the tensor before it.`);
    if (end - begin !== size) throw new DataError(`${file} is damaged: '${name}' has another size than its shape.`);
    if (end > data.length) throw new DataError(`${file} is cut off within '${name}'.`);
    position = end;
    const isRead = (READ as readonly string[]).includes(dtype);
    if (isRead) tensors.set(name, { shape, values: decode(new Uint8Array(data.subarray(begin, end)), dtype) });
  }
  if (position !== data.length) throw new DataError(`${file} is damaged: data follows its last tensor.`);
  return { tensors, metadata: metadataOf(header, file) };
}

/**
 * Reads what a safetensors file says about itself, without its tensors.
 *
 * @param bytes The bytes of the file.
 * @param file Its name, for error messages.
 * @returns Texts by key; empty if it says nothing.
 * @throws DataError when the header is damaged.
 */
export function safetensorsMetadata(bytes: Uint8Array, file: string): StoredTensors['metadata'] {
  return metadataOf(split(bytes, file).header, file);
}

const metadataOf = ({ [METADATA]: metadata = {} }: Record<string, unknown>, file: string): StoredTensors['metadata'] =>
  check(metadataSchema, metadata, METADATA, file);

function split(bytes: Uint8Array, file: string): { header: Record<string, unknown>; data: Uint8Array } {
  const length =
    bytes.length < 8 ? Infinity : Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > Math.min(bytes.length - 8, LONGEST_HEADER))
    throw new DataError(`${file} is not a safetensors file, or is cut off.`);
  try {
    const json: unknown = JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString());
    return { header: headerSchema.parse(json), data: bytes.subarray(8 + length) };
  } catch (error) {
    throw new DataError(`${file} is not a safetensors file: its header is not a JSON object.`, { cause: error });
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown, name: string, file: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new DataError(
    `${file} cannot be read: '${[name, ...issue!.path].join('.')}' in its header: ${issueText(issue!)}.`,
  );
}

/** The numbers in a buffer of their own. Like the format, all processors that Node.js runs on today are little-endian. */
function decode({ buffer }: Uint8Array, dtype: keyof typeof BYTES): Float32Array {
  if (dtype === 'F32') return new Float32Array(buffer);
  if (dtype === 'F64') return Float32Array.from(new Float64Array(buffer));
  return (dtype === 'F16' ? fromHalves : fromBfloat16s)(new Uint16Array(buffer));
}
