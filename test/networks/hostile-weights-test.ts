import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '../../lib/errors';
import type { Network } from '../../lib/networks/network';
import { copyWeights, loadWeights, saveWeights } from '../../lib/networks/weights';
import { temporaryFolder } from '../environment';
import { HARM } from '../harm';
import { smallNetwork } from './small';

type Header = Record<string, { dtype: string; shape: number[]; data_offsets: number[] }>;

/** A file of weights taken apart: its header, and the bytes of the numbers. */
interface Parts {
  header: Header;
  data: Buffer;
}

/** What can be done to the header or the numbers; the first tensor of the header is `conv1.weight`. */
const HOSTILE: Readonly<Record<string, (parts: Parts, first: Header[string]) => void>> = {
  'a value that is NaN': ({ data }) => data.writeFloatLE(NaN, 40),
  'a value that is infinite': ({ data }) => data.writeFloatLE(-Infinity, 40),
  'values that are all NaN': ({ data }) => data.fill(0xff),
  'a negative offset': (_, first) => (first.data_offsets[0] = -1000),
  'offsets in reverse': (_, first) => first.data_offsets.reverse(),
  'an offset beyond the end': ({ data }, first) => (first.data_offsets[1] = data.length + 4),
  'an offset of 2^53': (_, first) => (first.data_offsets[1] = 2 ** 53),
  'an offset of 1e300': (_, first) => (first.data_offsets[1] = 1e300),
  'an offset that is a fraction': (_, first) => (first.data_offsets[0] = 0.5),
  'three offsets': (_, first) => first.data_offsets.push(0),
  'no offset': (_, first) => (first.data_offsets = []),
  'an empty shape': (_, first) => (first.shape = []),
  'a side less': (_, first) => first.shape.pop(),
  'a negative side': (_, first) => (first.shape[0]! *= -1),
  'sides whose product overflows': (_, first) => (first.shape = [2 ** 52, 2 ** 52, 2 ** 52]),
  'a billion sides': (_, first) => (first.shape = [1e9, 1e9]),
  'an unknown type': (_, first) => (first.dtype = 'F7'),
  'whole numbers': (_, first) => (first.dtype = 'I32'),
  'a type of another size': (_, first) => (first.dtype = 'F64'),
  'a tensor without type': (_, first) => Reflect.deleteProperty(first, 'dtype'),
  'a tensor that is null': ({ header }) => Object.assign(header, { 'conv1.weight': null }),
  'a tensor less': ({ header }) => Reflect.deleteProperty(header, 'conv1.weight'),
  'two tensors in one place': ({ header }, first) => (header.other = { ...first }),
  'metadata that is a list': ({ header }) => Object.assign(header, { __metadata__: [1] }),
  'metadata of numbers': ({ header }) => Object.assign(header, { __metadata__: { a: 1 } }),
  'numbers that end too soon': (parts) => (parts.data = parts.data.subarray(0, -4)),
  'more numbers than tensors': (parts) => (parts.data = Buffer.concat([parts.data, Buffer.alloc(4)])),
  'no numbers': (parts) => (parts.data = Buffer.alloc(0)),
};

/** Whole contents that are no file of weights. */
const NO_WEIGHTS: Readonly<Record<string, Buffer>> = {
  'an empty file': Buffer.alloc(0),
  'seven bytes': Buffer.alloc(7),
  zeros: Buffer.alloc(1000),
  'a header of 2^63 bytes': Buffer.concat([Buffer.alloc(7), Buffer.of(0x80), Buffer.from('{}')]),
  'a header of 4 GB': Buffer.concat([Buffer.of(0, 0, 0, 0, 1, 0, 0, 0), Buffer.from('{}')]),
  'a header that is a number': Buffer.concat([Buffer.of(1, 0, 0, 0, 0, 0, 0, 0), Buffer.from('1')]),
  'a pickle of PyTorch': Buffer.from('PK\x03\x04archive/data.pkl'),
  text: Buffer.from('version https://git-lfs.github.com/spec/v1'),
};

describe('hostile weights', () => {
  const folder = temporaryFolder();
  const file = () => join(folder(), 'weights.safetensors');
  let network: Network;
  before(() => (network = smallNetwork({ width: 16, height: 8, seed: 1 })));
  after(() => network.dispose());

  async function refused(): Promise<void> {
    const before = copyWeights(network);
    await assert.rejects(loadWeights(network, file()), (error) => {
      assert.ok(error instanceof DataError, String(error));
      assert.ok(error.message.startsWith(file()) && !error.message.includes('\n'), error.message);
      return true;
    });
    assert.deepEqual(copyWeights(network), before, 'the network is unchanged');
    assert.equal(({} as Record<string, unknown>).dtype, undefined, 'no prototype was changed');
  }

  function taken(): Parts {
    const bytes = readFileSync(file());
    const length = Number(bytes.readBigUInt64LE());
    return { header: JSON.parse(bytes.subarray(8, 8 + length).toString()) as Header, data: bytes.subarray(8 + length) };
  }

  function put({ header, data }: Parts): void {
    const json = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(json.length));
    writeFileSync(file(), Buffer.concat([length, json, data]));
  }

  for (const [name, harm] of Object.entries(HOSTILE)) {
    it(`with ${name} are refused`, async () => {
      saveWeights(network, file());
      const parts = taken();
      harm(parts, parts.header['conv1.weight']!);
      put(parts);
      await refused();
    });
  }

  for (const [name, content] of Object.entries(NO_WEIGHTS)) {
    it(`that are ${name} are refused`, async () => {
      writeFileSync(file(), content);
      await refused();
    });
  }

  for (const name of ['emptied', 'cut in half', 'cut by one byte', 'longer by one byte', 'deleted']) {
    it(`that were ${name} are refused`, async () => {
      saveWeights(network, file());
      HARM[name]!(file());
      await refused();
    });
  }

  it('that are a folder are refused', async () => {
    mkdirSync(file());
    await refused();
  });

  it('are not what PyTorch saves: double precision, and counters of batches beside the weights', async () => {
    saveWeights(network, file());
    const { header, data } = taken();
    const bias = header['fc2.bias']!;
    const counter = { dtype: 'I64', shape: [], data_offsets: [data.length, data.length + 8] };
    put({ header: { ...header, 'bn1.num_batches_tracked': counter }, data: Buffer.concat([data, Buffer.alloc(8, 1)]) });
    await loadWeights(network, file());
    assert.equal(bias.dtype, 'F32');
    const names = Object.keys(header);
    const numbers = new Float32Array(new Uint8Array(data).buffer);
    for (const name of names) header[name]!.data_offsets = header[name]!.data_offsets.map((offset) => 2 * offset);
    for (const name of names) header[name]!.dtype = 'F64';
    put({ header, data: Buffer.from(Float64Array.from(numbers).buffer) });
    const before = copyWeights(network);
    await loadWeights(network, file());
    assert.deepEqual(copyWeights(network), before);
  });
});
