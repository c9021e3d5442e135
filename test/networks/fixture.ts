import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Network } from '../../lib/networks/network';
import type { Parameter } from '../../lib/networks/parameter';
import { decodeSafetensors } from '../../lib/networks/safetensors';
import { tf } from '../../lib/ops/tensorflow';

/** What PyTorch computed: see test/fixtures/make-torch-fixtures.py. */
export function torchFixture(name: string): Map<string, Float32Array> {
  const file = `test/fixtures/torch-${name}.safetensors`;
  const { tensors } = decodeSafetensors(readFileSync(file), file);
  return new Map([...tensors].map(([key, { values }]) => [key, values]));
}

/** Pseudo-random numbers in -0.5..0.5, from a hash of their place; `values` in make-torch-fixtures.py. */
export function values(count: number, seed: number): Float64Array {
  const result = new Float64Array(count);
  const offset = 1 + Math.imul(seed, 1000003);
  for (let i = 0; i < count; i++) {
    let x = Math.imul(i + offset, 0x9e3779b1);
    x = Math.imul(x ^ (x >>> 15), 0x85ebca77);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae3d);
    x ^= x >>> 16;
    result[i] = (x >>> 0) / 2 ** 32 - 0.5;
  }
  return result;
}

/** Gives a network the weights that PyTorch's has in the fixtures; `set_weights` in make-torch-fixtures.py. */
export function setWeights(network: Network): void {
  network.parameters
    .filter(({ trainable }) => trainable)
    .forEach((parameter, seed) => {
      const shape = torchShape(parameter);
      const isMatrix = shape.length > 1;
      const isScale = !isMatrix && parameter.name.endsWith('weight');
      const factor = isMatrix ? Math.sqrt(24 / (parameter.size / shape[0]!)) : isScale ? 0.4 : 1;
      const weights = new Float32Array(parameter.size);
      const x = values(parameter.size, seed);
      for (let i = 0; i < x.length; i++) weights[i] = (isScale ? 1 : 0) + factor * x[i]!;
      tf.tidy(() => {
        const tensor = tf.tensor(weights, shape);
        parameter.assign(parameter.layout === 'convolution' ? tensor.transpose([2, 3, 1, 0]) : tensor);
      });
    });
}

function torchShape({ shape, layout }: Parameter): number[] {
  return layout === 'convolution' ? [shape[3]!, shape[2]!, shape[0]!, shape[1]!] : shape;
}

/** A tensor as PyTorch lays it out: images and filters reordered. */
export function torchOrder(tensor: tf.Tensor, what: 'activation' | 'filter' | 'other'): Float32Array {
  const order = { activation: [0, 3, 1, 2], filter: [3, 2, 0, 1], other: undefined }[what];
  const reordered = tensor.rank === 4 && order ? tensor.transpose(order) : tensor.clone();
  // Not inside a tidy: it would walk through all the values in search of tensors.
  const values = reordered.dataSync<'float32'>();
  reordered.dispose();
  return values;
}

const PLACES = 64;

/** What is 0 in exact arithmetic, such as a shift's gradient before a softmax, is not quite in float32. */
const ROUNDING = 1e-7;

/** Compares a tensor with the samples PyTorch left of it: none is off by more than a share of its root mean square. */
export function assertSampled(actual: Float32Array, expected: Float32Array, name: string, tolerance = 1e-4): void {
  const count = Math.min(PLACES, actual.length);
  assert.equal(expected.length, count + 1, `${name}: number of samples`);
  const rms = expected[count]!;
  let squares = 0;
  for (const value of actual) squares += value ** 2;
  const ours = Math.sqrt(squares / actual.length);
  assert.ok(Math.abs(ours - rms) <= tolerance * rms + ROUNDING, `${name}: root mean square ${ours}, in PyTorch ${rms}`);
  for (let k = 0; k < count; k++) {
    const at = Math.floor((k * Math.max(actual.length, PLACES)) / PLACES);
    const difference = Math.abs(actual[at]! - expected[k]!);
    assert.ok(difference <= tolerance * rms + ROUNDING, `${name}[${at}]: ${actual[at]}, in PyTorch ${expected[k]}`);
  }
}
