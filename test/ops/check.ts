import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { Precision } from '../../lib/networks/layer';
import { DataType } from '../../lib/ops/backend';
import { cast } from '../../lib/ops/elementwise';
import { hasBfloat16 } from '../../lib/ops/processor';
import { tf } from '../../lib/ops/tensorflow';
import { values } from '../networks/fixture';

/** A tensor of numbers in -1..1 that are the same in every run. */
export function numbers<T extends tf.Tensor = tf.Tensor4D>(shape: number[], seed: number): T {
  const flat = Float32Array.from(values(tf.util.sizeFromShape(shape), seed), (x) => 2 * x);
  return tf.tensor(flat, shape) as T;
}

/** The same numbers rounded to bfloat16. */
export const short = <T extends tf.Tensor>(x: T): T => cast(x, DataType.bfloat16);

/**
 * Mocha's `it` for a test that computes in a number format; the test is skipped where the processor lacks it.
 *
 * @example itIn('bfloat16')('learns', () => { ... });
 */
export const itIn = (precision: Precision): Mocha.PendingTestFunction | Mocha.TestFunction =>
  precision === 'bfloat16' && !hasBfloat16() ? it.skip : it;

/** Asserts that two tensors of one shape differ nowhere by more than a share of the second one's largest value. */
export function assertClose(actual: tf.Tensor, expected: tf.Tensor, tolerance: number, what = ''): void {
  assert.deepEqual(actual.shape, expected.shape, what);
  const [difference, scale] = tf.tidy((): [number, number] => {
    const full = cast(actual, DataType.float32);
    return [full.sub(expected).abs().max().dataSync()[0]!, expected.abs().max().dataSync()[0]!];
  });
  assert.ok(difference <= tolerance * scale, `${what}: off by ${difference} where the largest value is ${scale}`);
}

/** Runs a test in a tidy of its own and asserts that nothing outside it is left over. */
export function withoutLeaks(test: () => void): () => void {
  return () => {
    const { numTensors } = tf.memory();
    tf.tidy(test);
    assert.equal(tf.memory().numTensors, numTensors, 'tensors are left over');
  };
}

/** How many tensors a function leaves behind besides those it returns. */
export function leftOver(run: () => tf.Tensor | readonly tf.Tensor[]): number {
  const before = tf.memory().numTensors;
  const given = run();
  const results = given instanceof tf.Tensor ? [given] : given;
  const left = tf.memory().numTensors - before - results.length;
  tf.dispose([...results]);
  return left;
}

/** A module as a kernel has it after its file was edited, beside the one that is loaded. The path is relative to here. */
export function loadedAgain<Module>(path: string): Module {
  const load = createRequire(__filename);
  const file = load.resolve(path);
  const before = load.cache[file];
  delete load.cache[file];
  try {
    return load(file) as Module;
  } finally {
    load.cache[file] = before;
  }
}
