import assert from 'node:assert/strict';
import { tf } from '../../lib/ops/tensorflow';
import { ResourceVariable } from '../../lib/ops/variables';
import { leftOver } from './check';

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
