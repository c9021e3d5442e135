import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '../../lib/errors';
import type { Network } from '../../lib/networks/network';
import { decodeSafetensors, encodeSafetensors } from '../../lib/networks/safetensors';
import { assignWeights, copyWeights, loadWeights, saveWeights } from '../../lib/networks/weights';
import { tf } from '../../lib/ops/tensorflow';
import { values } from './fixture';
import { smallNetwork } from './small';

const TORCH = 'test/fixtures/torch-weights.safetensors';

const read = (file: string) => decodeSafetensors(readFileSync(file), file);

const small = (): Network => smallNetwork({ width: 16, height: 8, seed: 1 });

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
    const wanted = read(TORCH).tensors.get('prediction')!.values;
    prediction(network).forEach((x, i) => assert.ok(Math.abs(x - wanted[i]!) < 1e-4 * Math.abs(wanted[i]!), `${x}`));
  });

  it("save what they load: PyTorch's names, shapes and numbers", async () => {
    await loadWeights(network, TORCH);
    const file = join(folder, 'deeper', 'weights.safetensors');
    saveWeights(network, file, { metadata: { origin: 'test' } });
    const [ours, theirs] = [read(file), read(TORCH)];
    theirs.tensors.delete('prediction');
    assert.deepEqual([...ours.tensors.keys()].sort(), [...theirs.tensors.keys()].sort());
    for (const [name, tensor] of theirs.tensors) assert.deepEqual(ours.tensors.get(name), tensor, name);
    assert.deepEqual(ours.metadata, { origin: 'test' });
  });

  it('keep three digits in half precision, in half the space', async () => {
    const [file, half] = ['f32', 'f16'].map((name) => join(folder, name)) as [string, string];
    saveWeights(network, file);
    saveWeights(network, half, { half: true });
    assert.ok(Math.abs(readFileSync(half).length / readFileSync(file).length - 0.5) < 0.02);
    const before = prediction(network);
    await loadWeights(network, half);
    prediction(network).forEach((x, i) => assert.ok(Math.abs(x - before[i]!) < 2e-3, `${x}, before ${before[i]}`));
  });

  it('of another network are refused, naming file and tensor, and change nothing', async () => {
    const other = smallNetwork({ width: 16, height: 16, seed: 2 });
    const before = prediction(network);
    const file = join(folder, 'other.safetensors');
    saveWeights(other, file);
    other.dispose();
    await assert.rejects(loadWeights(network, file), (error: Error) => {
      assert.ok(error instanceof DataError);
      for (const part of [file, 'fc1.weight', '[32, 512]', '[32, 256]']) assert.ok(error.message.includes(part), part);
      return true;
    });
    writeFileSync(file, encodeSafetensors(new Map(), 'F32'));
    await assert.rejects(loadWeights(network, file), DataError);
    writeFileSync(file, 'no weights at all');
    await assert.rejects(loadWeights(network, file), DataError);
    await assert.rejects(loadWeights(network, join(folder, 'none')), DataError);
    assert.deepEqual(prediction(network), before);
  });

  it('are copied and assigned, all of them', () => {
    const copy = copyWeights(network);
    const doubled = Object.fromEntries(
      Object.entries(copy).map(([name, numbers]) => [name, numbers.map((x) => 2 * x)]),
    );
    assignWeights(network, doubled);
    assert.deepEqual(copyWeights(network), doubled);
    assert.throws(() => assignWeights(network, {}), Error);
    assert.throws(() => assignWeights(network, { ...copy, 'fc2.bias': new Float32Array(3) }), Error);
  });
});
