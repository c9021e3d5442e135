import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { tf } from '../../lib/ops/tensorflow';
import type { Network } from '../../lib/networks/network';
import { noseNetwork } from '../../lib/networks/models/nose';
import { decodeSafetensors, encodeSafetensors, fromHalf, toHalf } from '../../lib/networks/safetensors';
import { loadWeights, saveWeights } from '../../lib/networks/weights';
import { values } from './fixture';

const TORCH = 'test/fixtures/torch-weights.safetensors';

const small = (): Network => noseNetwork({ width: 16, height: 8, seed: 1 });

function prediction(network: Network): Float32Array {
  const output = tf.tidy(() => {
    const images = tf.tensor4d(Float32Array.from(values(2 * 8 * 16, 900)), [2, 8, 16, 1]);
    return network.forward(images, { training: false, precision: 'float32' });
  });
  const numbers = output.dataSync<'float32'>();
  output.dispose();
  return numbers;
}

describe('Weights', () => {
  let folder: string;
  let network: Network;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'weights-'));
    network = small();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    network.dispose();
  });

  it("load from PyTorch's file and predict what PyTorch does", async () => {
    await loadWeights(network, TORCH);
    const wanted = decodeSafetensors(readFileSync(TORCH)).get('prediction')!.values;
    prediction(network).forEach((x, i) => assert.ok(Math.abs(x - wanted[i]!) < 1e-4 * Math.abs(wanted[i]!), `${x}`));
  });

  it("save what they load: PyTorch's names, shapes and numbers", async () => {
    await loadWeights(network, TORCH);
    const file = join(folder, 'deeper', 'weights.safetensors');
    await saveWeights(network, file, { metadata: { origin: 'test' } });
    const [ours, theirs] = [file, TORCH].map((path) => decodeSafetensors(readFileSync(path)));
    theirs!.delete('prediction');
    assert.deepEqual([...ours!.keys()].sort(), [...theirs!.keys()].sort());
    for (const [name, tensor] of theirs!) assert.deepEqual(ours!.get(name), tensor, name);
    assert.match(readFileSync(file, 'latin1').slice(8, 60), /"__metadata__":\{"origin":"test"\}/);
  });

  it('keep three digits in half precision, in half the room', async () => {
    const [file, half] = ['f32', 'f16'].map((name) => join(folder, name)) as [string, string];
    await saveWeights(network, file);
    await saveWeights(network, half, { half: true });
    assert.ok(Math.abs(readFileSync(half).length / readFileSync(file).length - 0.5) < 0.02);
    const before = prediction(network);
    await loadWeights(network, half);
    prediction(network).forEach((x, i) => assert.ok(Math.abs(x - before[i]!) < 2e-3, `${x}, before ${before[i]}`));
  });

  it('of another network are refused, naming file and tensor, and change nothing', async () => {
    const other = noseNetwork({ width: 16, height: 16, seed: 2 });
    const before = prediction(network);
    const file = join(folder, 'other.safetensors');
    await saveWeights(other, file);
    other.dispose();
    await assert.rejects(loadWeights(network, file), /other\.safetensors.*'fc1\.weight' has the shape \[128, 96\]/);
    writeFileSync(file, encodeSafetensors(new Map(), 'F32'));
    await assert.rejects(loadWeights(network, file), /has no 'conv1\.weight'/);
    writeFileSync(file, readFileSync(TORCH).subarray(0, 5000));
    await assert.rejects(loadWeights(network, file), /cannot be read: cut off/);
    writeFileSync(file, 'no weights at all');
    await assert.rejects(loadWeights(network, file), /not a safetensors file/);
    assert.deepEqual(prediction(network), before);
  });
});

describe('Half precision', () => {
  it('rounds as PyTorch does, from the smallest to the largest numbers', () => {
    const path = 'test/fixtures/torch-half.safetensors';
    const tensors = decodeSafetensors(readFileSync(path));
    const [full, half] = [tensors.get('float32')!.values, tensors.get('float16')!.values];
    full.forEach((x, i) => assert.equal(fromHalf(toHalf(x)), half[i], `${x}`));
  });

  it('keeps every half-precision number', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = fromHalf(bits);
      if (!Number.isNaN(value)) assert.equal(toHalf(value), bits, `${value}`);
    }
    assert.ok(Number.isNaN(fromHalf(toHalf(NaN))));
  });

  it('is never off by more than half a step', () => {
    fc.assert(
      fc.property(fc.float({ min: -65504, max: 65504, noNaN: true }), (x) => {
        const error = Math.abs(fromHalf(toHalf(x)) - x);
        return error <= Math.max(Math.abs(x) * 2 ** -11, 2 ** -25);
      }),
    );
  });
});
