import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { DataError } from '../../lib/errors';
import { decodeSafetensors, encodeSafetensors } from '../../lib/networks/safetensors';
import type { StoredTensor } from '../../lib/networks/safetensors';

const FILE = 'folder/some.safetensors';

/** The bytes of a file with any header. */
function fileWith(header: object | string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, data]);
}

const entry = (begin: number, end: number, other: object = {}) => ({
  dtype: 'F32',
  shape: [(end - begin) / 4],
  data_offsets: [begin, end],
  ...other,
});

const bytes = new Uint8Array(Float32Array.of(1, 2, 3).buffer);

describe('safetensors', () => {
  it('keep every single-precision number, name, shape and metadata', () => {
    const tensor = fc
      .float32Array({ maxLength: 20 })
      .map((values): StoredTensor => ({ shape: [values.length], values }));
    const tensors = fc.uniqueArray(
      fc.tuple(
        fc.string().filter((name) => !name.startsWith('__')),
        tensor,
      ),
      {
        selector: ([name]) => name,
      },
    );
    fc.assert(
      fc.property(tensors, fc.string(), (entries, note) => {
        const encoded = encodeSafetensors(new Map(entries), 'F32', { note });
        const decoded = decodeSafetensors(encoded, FILE);
        assert.deepEqual(new Map(decoded.tensors), new Map(entries));
        assert.deepEqual(decoded.metadata, { note });
      }),
    );
  });

  it('are aligned, whatever the header', () => {
    for (let length = 0; length < 8; length++) {
      const encoded = encodeSafetensors(
        new Map([['x'.repeat(length), { shape: [1], values: Float32Array.of(7) }]]),
        'F32',
      );
      assert.equal((encoded.length - 4) % 8, 0);
    }
  });

  it('read half precision, bfloat16, scalars, tensors in any order and bytes at any address', () => {
    const header = {
      last: entry(4, 8, { dtype: 'F16', shape: [2, 1] }),
      first: entry(0, 4, { dtype: 'BF16', shape: [2] }),
      scalar: entry(8, 12, { shape: [] }),
    };
    const data = Buffer.concat(
      [Uint16Array.of(0x3f80, 0xc000, 0x3c00, 0xc000), bytes.subarray(0, 4)].map((a) =>
        Buffer.from(a.buffer, a.byteOffset, a.byteLength),
      ),
    );
    const file = fileWith(header, data);
    const odd = Buffer.concat([Buffer.of(0), file]).subarray(1);
    for (const content of [file, odd]) {
      const { tensors } = decodeSafetensors(content, FILE);
      assert.deepEqual(
        [...tensors].map(([name, { values }]) => [name, ...values]),
        [
          ['first', 1, -2],
          ['last', 1, -2],
          ['scalar', 1],
        ],
      );
    }
  });

  const broken: Record<string, Uint8Array> = {
    'an empty file': new Uint8Array(),
    text: Buffer.from('no weights at all'),
    'a header that is cut off': fileWith({ a: entry(0, 12) }).subarray(0, 20),
    'a header that is not JSON': fileWith('{ not JSON'),
    'a header that is a list': fileWith('[]'),
    'numbers that are cut off': fileWith({ a: entry(0, 12) }, bytes.subarray(0, 8)),
    'an unknown type': fileWith({ a: entry(0, 12, { dtype: 'I64' }) }, bytes),
    'a shape with a negative side': fileWith({ a: entry(0, 12, { shape: [-3] }) }, bytes),
    'a shape of another size': fileWith({ a: entry(0, 12, { shape: [2] }) }, bytes),
    'no offsets': fileWith({ a: { dtype: 'F32', shape: [3] } }, bytes),
    'offsets that are no numbers': fileWith({ a: entry(0, 12, { data_offsets: ['0', 12] }) }, bytes),
    'overlapping tensors': fileWith({ a: entry(0, 8), b: entry(4, 12) }, bytes),
    'a hole between tensors': fileWith({ a: entry(0, 4), b: entry(8, 12) }, bytes),
    'data after the last tensor': fileWith({ a: entry(0, 8) }, bytes),
    'metadata that is no text': fileWith({ __metadata__: { a: 1 } }),
  };
  for (const [what, content] of Object.entries(broken)) {
    it(`refuse ${what}, naming the file`, () => {
      assert.throws(
        () => decodeSafetensors(content, FILE),
        (error) => error instanceof DataError && error.message.startsWith(FILE),
      );
    });
  }
});
