import assert from 'node:assert/strict';
import { compile } from '../../lib/graph/compile';
import type * as library from '../../lib/graph/compile';
import { graphLibrary } from '../../lib/graph/library';
import { DataType, dataTypeOf, run, typeAttribute } from '../../lib/ops/backend';
import { add, cast } from '../../lib/ops/elementwise';
import { tf } from '../../lib/ops/tensorflow';
import { ResourceVariable } from '../../lib/ops/variables';
import { loadedAgain, numbers, withoutLeaks } from '../ops/check';

const valuesOf = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe('compile', () => {
  it('is available here, as in every set-up with a compiler', () => {
    assert.ok(graphLibrary());
  });

  it(
    'gives the same numbers as the work itself, from operations of all kinds of attributes and constants',
    withoutLeaks(() => {
      const work = ({ a, b }: { a: tf.Tensor2D; b: tf.Tensor2D }) => {
        const product = a.matMul(b, false, true).add(tf.tensor1d([1, 2, 3]));
        const [first, second] = tf.split(product, [1, 2], 1) as [tf.Tensor, tf.Tensor];
        const chosen = tf.where(tf.tensor2d([[true], [false]], [2, 1], 'bool'), first, second.sum(1, true));
        return { product, chosen: chosen.clone(), shape: a.reshape([-1]).tile([2]).gather([3, 1]) };
      };
      const compiled = compile(work);
      const [a, b] = [numbers<tf.Tensor2D>([2, 4], 1), numbers<tf.Tensor2D>([3, 4], 2)];
      const expected = work({ a, b });
      for (let i = 0; i < 2; i++) {
        const results = compiled.run({ a, b });
        for (const name of ['product', 'chosen', 'shape'] as const) {
          assert.deepEqual(results[name].shape, expected[name].shape, name);
          assert.deepEqual(valuesOf(results[name]), valuesOf(expected[name]), name);
        }
      }
      compiled.dispose();
    }),
  );

  it(
    'lets go of the arrays of variables in the thread of JavaScript, whichever thread assigns the next values',
    withoutLeaks(() => {
      // Which threads TensorFlow takes is by chance: of 20 variables, some are assigned in threads of its own.
      const variables = Array.from({ length: 20 }, () => new ResourceVariable([1000]));
      const increase = compile(({ by }: { by: tf.Scalar }) => {
        for (const variable of variables) {
          tf.tidy(() => variable.assign(variable.value().add(by)));
        }
        return { twice: by.mul(2) };
      });
      const by = tf.scalar(1);
      let waited = 0;
      for (let i = 0; i < 20; i++) {
        for (const variable of variables) variable.write(new Float32Array(1000).fill(i));
        assert.equal(graphLibrary()!.waitingReferences(), 0);
        increase.run({ by }).twice.dispose();
        waited += graphLibrary()!.waitingReferences();
        for (const variable of variables) assert.equal(variable.read()[999], i + 1);
      }
      assert.ok(waited > 0);
      increase.dispose();
      tf.dispose([by]);
      for (const variable of variables) variable.dispose();
    }),
  );

  it(
    'runs the work once for each combination of shapes, and leaves no tensor behind',
    withoutLeaks(() => {
      let times = 0;
      const compiled = compile(({ x }: { x: tf.Tensor1D }) => {
        times++;
        return { double: x.mul(2) };
      });
      for (const [size, expected] of [
        [3, 1],
        [3, 1],
        [2, 2],
        [3, 2],
      ] as const) {
        const x = tf.ones<tf.Rank.R1>([size]);
        const before = tf.memory().numTensors;
        const { double } = compiled.run({ x });
        assert.deepEqual(valuesOf(double), new Array(size).fill(2));
        assert.equal(times, expected);
        double.dispose();
        assert.equal(tf.memory().numTensors, before);
      }
      compiled.dispose();
    }),
  );

  it(
    'keeps its graphs apart from those of the same file, loaded again as in a kernel',
    withoutLeaks(() => {
      const again = loadedAgain<typeof library>('../../lib/graph/compile').compile;
      const x = tf.tensor1d([1, 2]);
      const double = compile(({ x: input }: { x: tf.Tensor }) => ({ y: input.mul(2) }));
      const triple = again(({ x: input }: { x: tf.Tensor }) => ({ y: input.mul(3) }));
      assert.deepEqual([valuesOf(double.run({ x }).y), valuesOf(triple.run({ x }).y)], [[2, 4], [3, 6]]); // prettier-ignore
      double.dispose();
      triple.dispose();
    }),
  );

  it('reads and updates variables in the order of the work, and not while it records', () => {
    const variable = new ResourceVariable([2]);
    const compiled = compile(({ x }: { x: tf.Tensor }) => {
      const first = variable.value();
      variable.assign(first.add(x));
      const second = variable.value();
      variable.assign(second.mul(2));
      const third = variable.value();
      return { first: first.clone(), second: second.clone(), third };
    });
    const x = tf.tensor1d([1, 2]);
    let expected = [0, 0];
    for (let i = 0; i < 20; i++) {
      const results = compiled.run({ x });
      assert.deepEqual(valuesOf(results.first), expected);
      expected = [expected[0]! + 1, expected[1]! + 2];
      assert.deepEqual(valuesOf(results.second), expected);
      expected = expected.map((value) => 2 * value);
      assert.deepEqual(valuesOf(results.third), expected);
      assert.deepEqual([...variable.read()], expected);
      tf.dispose(results);
    }
    compiled.dispose();
    variable.dispose();
    x.dispose();
  });

  it(
    'computes in bfloat16, reshaped by tfjs, too',
    withoutLeaks(() => {
      const work = ({ x }: { x: tf.Tensor }) => {
        const short = cast(x, DataType.bfloat16);
        return { y: cast(add(short, short).reshape([4]), DataType.float32), short };
      };
      const compiled = compile(work);
      const x = numbers<tf.Tensor2D>([2, 2], 1);
      const [results, expected] = [compiled.run({ x }), work({ x })];
      assert.deepEqual(valuesOf(results.y), valuesOf(expected.y));
      assert.equal(dataTypeOf(results.short), DataType.bfloat16);
      compiled.dispose();
    }),
  );

  it(
    'passes on why the work or TensorFlow refuses, and frees what was made',
    withoutLeaks(() => {
      const x = tf.tensor1d([1, 2]);
      const before = tf.memory().numTensors;
      const broken = compile(({ x: input }: { x: tf.Tensor }) => {
        input.add(1);
        throw new Error('broken');
      });
      assert.throws(() => broken.run({ x }), /broken/);
      assert.equal(tf.memory().numTensors, before);
      const compiled = compile(({ x: input }: { x: tf.Tensor }) => ({ y: input.add(1) }));
      const { y } = compiled.run({ x });
      y.dispose();
      compiled.dispose();
      // The operations run at once again.
      assert.deepEqual(valuesOf(run('Relu', [typeAttribute('T', DataType.float32)], [x])), [1, 2]);
      assert.throws(() => graphLibrary()!.add('facial_keypoints_bad', new Uint8Array(), ['x'], [], []), /no node x/);
      assert.throws(() => graphLibrary()!.remove('facial_keypoints_none'), /facial_keypoints_none/);
    }),
  );
});
