import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { compile } from '../../lib/graph/compile';
import { Conv2d } from '../../lib/networks/layers/convolution';
import { Flatten } from '../../lib/networks/layers/flatten';
import { Linear } from '../../lib/networks/layers/linear';
import { Sequential } from '../../lib/networks/layers/sequential';
import { makeNetwork } from '../../lib/networks/network';
import { isOperation } from '../../lib/networks/trace/step';
import { traceNetwork } from '../../lib/networks/trace/trace';
import { DataType, intsAttribute, stringAttribute, typeAttribute } from '../../lib/ops/backend';
import {
  conv2d,
  conv2dFilterAndBiasGradients,
  conv2dFilterGradient,
  conv2dInputGradient,
  conv2dWithBias,
} from '../../lib/ops/convolution';
import { observe } from '../../lib/ops/observe';
import { hasInstructions } from '../../lib/ops/processor';
import { tf } from '../../lib/ops/tensorflow';
import { goesByWinograd, runWinograd, tensorFlowName } from '../../lib/ops/winograd';
import { typescriptLoader } from '../../lib/paths';
import { assertClose, leftOver, numbers, short, withoutLeaks } from './check';

const GEOMETRY = { stride: 1, padding: 1 };

type Shape = tf.Tensor4D['shape'];

interface Tensors {
  x: tf.Tensor4D;
  filter: tf.Tensor4D;
  gradient: tf.Tensor4D;
}

const tensors = ([b, h, w, c, d]: readonly number[]): Tensors => ({
  x: numbers([b!, h!, w!, c!], 1),
  filter: numbers([3, 3, c!, d!], 2),
  gradient: numbers([b!, h!, w!, d!], 3),
});

/** A convolution and its gradients, as the library takes them. */
const convolutions = ({ x, filter, gradient }: Tensors) => ({
  output: conv2d(x, filter, GEOMETRY),
  inputGradient: conv2dInputGradient(gradient, x.shape, filter, GEOMETRY),
  filterGradient: conv2dFilterGradient(gradient, x, filter, GEOMETRY),
});

/** The same by tfjs, which does not know of Winograd's way. */
function direct({ x, filter, gradient }: Tensors): ReturnType<typeof convolutions> {
  const convolve = (a: tf.Tensor, b: tf.Tensor): tf.Tensor4D =>
    tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same');
  const [inputGradient, filterGradient] = tf.grads((a, b) => convolve(a, b).mul(gradient))([x, filter]);
  return {
    output: convolve(x, filter),
    inputGradient: inputGradient as tf.Tensor4D,
    filterGradient: filterGradient as tf.Tensor4D,
  };
}

function operationsOf(work: () => tf.TensorContainer): string[] {
  const operations: string[] = [];
  observe(
    () => tf.dispose(work()),
    ({ op }) => operations.push(op),
  );
  return operations;
}

/** Sizes [batch, height, width, channels, channels of the output]: even, odd, and in several slices and groups. */
const SIZES = [
  [2, 16, 18, 32, 64],
  [3, 15, 13, 96, 32],
  [9, 7, 7, 64, 128],
  [130, 2, 2, 32, 32],
  [2, 40, 41, 64, 64],
] as const;

(hasInstructions('avx2', 'fma') ? describe : describe.skip)('ops/winograd', () => {
  for (const sizes of SIZES) {
    it(
      `has the results of the direct way for [${sizes.join(', ')}], one operation at a time and in a graph`,
      withoutLeaks(() => {
        const given = tensors(sizes);
        const expected = direct(given);
        const compiled = compile(convolutions);
        const [single, graph] = [convolutions(given), compiled.run(given)];
        compiled.dispose();
        for (const name of ['output', 'inputGradient', 'filterGradient'] as const) {
          assertClose(single[name], expected[name], 1e-5, name);
          assert.deepEqual(graph[name].dataSync(), single[name].dataSync(), name);
        }
      }),
    );
  }

  it(
    'is as exact as the direct way',
    withoutLeaks(() => {
      const given = tensors([2, 16, 16, 64, 64]);
      const [x, filter] = [given.x.arraySync(), given.filter.arraySync()];
      // One row of one image, for all channels, in float64.
      const row = 7;
      const exact = Array.from({ length: 16 }, (_, column) =>
        Array.from({ length: 64 }, (_, d) => {
          let sum = 0;
          for (let i = 0; i < 3; i++) {
            for (let j = 0; j < 3; j++) {
              const pixel = x[1]![row + i - 1]?.[column + j - 1];
              for (const [c, value] of pixel?.entries() ?? []) sum += value * filter[i]![j]![c]![d]!;
            }
          }
          return sum;
        }),
      );
      const errorOf = (output: tf.Tensor4D): number => {
        const values = output.arraySync()[1]![row]!;
        return Math.sqrt(
          exact.flatMap((one, i) => one.map((v, d) => (v - values[i]![d]!) ** 2)).reduce((a, b) => a + b),
        );
      };
      const [ours, others] = [errorOf(convolutions(given).output), errorOf(direct(given).output)];
      assert.ok(ours > 0 && ours < 4 * others, `${ours} and ${others}`);
    }),
  );

  it(
    'stands in for convolutions and their gradients, with and without a bias',
    withoutLeaks(() => {
      const { x, filter, gradient } = tensors(SIZES[0]);
      const bias = numbers<tf.Tensor1D>([64], 4);
      const operations = [
        () => conv2d(x, filter, GEOMETRY),
        () => conv2dWithBias(x, filter, bias, GEOMETRY),
        () => conv2dInputGradient(gradient, x.shape, filter, GEOMETRY),
        () => conv2dFilterGradient(gradient, x, filter, GEOMETRY),
        () => conv2dFilterAndBiasGradients(gradient, x, filter, GEOMETRY),
      ].map((work) => operationsOf(work).filter((op) => !op.startsWith('BiasAdd')));
      assert.deepEqual(operations, [
        ['FacialKeypointsWinograd'],
        ['FacialKeypointsWinograd'],
        ['FacialKeypointsWinogradInputGradient'],
        ['FacialKeypointsWinogradFilterGradient'],
        ['FacialKeypointsWinogradFilterGradient'],
      ]);
      assert.deepEqual(
        operations.map(([op]) => tensorFlowName(op!)),
        ['Conv2D', 'Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter', 'Conv2DBackpropFilter'],
      );
      assert.equal(tensorFlowName('MatMul'), 'MatMul');
    }),
  );

  it(
    'is left to layers that gain by it',
    withoutLeaks(() => {
      const goes = (x: Shape, filter: Shape, isSame = true): boolean =>
        goesByWinograd(tf.zeros<tf.Rank.R4>(x), tf.zeros<tf.Rank.R4>(filter), isSame);
      assert.ok(goes([2, 16, 16, 32], [3, 3, 32, 64]));
      assert.ok(!goes([2, 16, 16, 32], [3, 3, 32, 64], false), 'another geometry');
      assert.ok(!goes([2, 16, 16, 32], [5, 5, 32, 64]), 'a larger filter');
      assert.ok(!goes([2, 16, 16, 1], [3, 3, 1, 64]), 'one channel');
      assert.ok(!goes([2, 16, 16, 32], [3, 3, 32, 58]), 'channels that are no multiple of 32');
      assert.ok(!goes([1, 14, 14, 32], [3, 3, 32, 64]), 'few pixels');
      assert.ok(!goes([64, 3, 3, 32], [3, 3, 32, 64]), 'maps of which tiles would be mostly border');
      assert.ok(!goesByWinograd(short(tf.zeros([2, 16, 16, 32])), short(tf.zeros([3, 3, 32, 64])), true), 'bfloat16');
    }),
  );

  it('does not depend on the number of threads', function () {
    this.timeout(60_000);
    const digest = (threads: number): string =>
      execFileSync(process.execPath, ['--require', typescriptLoader(), join(__dirname, 'winograd-digest.ts')], {
        env: { ...process.env, TF_NUM_INTRAOP_THREADS: String(threads) },
        encoding: 'utf8',
      });
    const [one, three] = [digest(1), digest(3)];
    assert.match(one, /^[0-9a-f]{64}\n$/);
    assert.equal(one, three);
  });

  it('is an ordinary convolution in the record of a network, which runs elsewhere, too', () => {
    const network = makeNetwork({
      name: 'Two convolutions',
      inputShape: [32, 32],
      seed: 1,
      layers: new Sequential({
        conv1: new Conv2d(1, 32, 3, { padding: 1 }),
        conv2: new Conv2d(32, 32, 3, { padding: 1 }),
        flatten: new Flatten(),
        fc: new Linear(32 ** 3, 2),
      }),
    });
    const operations = operationsOf(() =>
      network.forward(tf.zeros([1, 32, 32, 1]), { training: false, precision: 'float32' }),
    );
    assert.ok(operations.includes('FacialKeypointsWinograd'));
    const recorded = traceNetwork(network).steps.map(({ op }) => op);
    assert.deepEqual(
      recorded.filter((op) => !isOperation(op)),
      [],
    );
    assert.equal(recorded.filter((op) => op === 'Conv2D').length, 2);
    network.dispose();
  });

  it('leaves no tensors behind', () => {
    const given = tensors(SIZES[0]);
    assert.equal(
      leftOver(() => Object.values<tf.Tensor>(convolutions(given))),
      0,
    );
    tf.dispose([given.x, given.filter, given.gradient]);
  });

  it(
    'refuses what it cannot convolve',
    withoutLeaks(() => {
      const settings = [
        typeAttribute('T', DataType.float32),
        intsAttribute('strides', [1, 1, 1, 1]),
        stringAttribute('padding', 'SAME'),
        stringAttribute('data_format', 'NHWC'),
      ];
      const [x, filter] = [numbers([2, 16, 16, 32], 1), numbers([3, 3, 32, 32], 2)];
      const cases = [
        ['Conv2D', x, numbers([3, 3, 64, 32], 3), /does not take these channels/],
        ['Conv2D', x, numbers([5, 5, 32, 32], 3), /takes 3x3 filters/],
        ['Conv2DBackpropInput', numbers([2, 16, 16, 64], 3), filter, /does not take these channels/],
        ['Conv2DBackpropFilter', x, numbers([2, 16, 8, 32], 3), /a gradient that is as large as the images/],
      ] as const;
      for (const [operation, first, second, message] of cases) {
        assert.throws(() => runWinograd(operation, settings, [first, second]), message);
      }
    }),
  );
});
