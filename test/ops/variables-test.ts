import assert from 'node:assert/strict';
import { tf } from '../../lib/ops/tensorflow';
import { ResourceVariable } from '../../lib/ops/variables';
import type * as variables from '../../lib/ops/variables';
import { leftOver, loadedAgain } from './check';

describe('ResourceVariable', () => {
  it('starts at 0, keeps what is assigned, and frees its memory', () => {
    const before = tf.memory().numTensors;
    const variable = new ResourceVariable([2, 2]);
    const read = (): number[] => {
      const value = variable.value();
      const numbers = [...value.dataSync()];
      value.dispose();
      return numbers;
    };
    assert.deepEqual(read(), [0, 0, 0, 0]);
    const tensor = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    variable.assign(tensor);
    tensor.dispose();
    assert.deepEqual(read(), [1, 2, 3, 4]);
    assert.equal(leftOver(() => variable.value()), 0); // prettier-ignore
    variable.dispose();
    variable.dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('shares nothing with the variables of the same file, loaded again as in a kernel', () => {
    const Again = loadedAgain<typeof variables>('../../lib/ops/variables').ResourceVariable;
    const [a, b] = [new ResourceVariable([1]), new Again([1])];
    a.write(Float32Array.of(1));
    assert.deepEqual([...b.read()], [0]);
    [a, b].forEach((variable) => variable.dispose());
  });

  it('shares nothing with other variables', () => {
    const [a, b] = [new ResourceVariable([1]), new ResourceVariable([1])];
    const one = tf.ones([1]);
    a.assign(one);
    const value = b.value();
    assert.deepEqual([...value.dataSync()], [0]);
    tf.dispose([one, value]);
    a.dispose();
    b.dispose();
  });
});
