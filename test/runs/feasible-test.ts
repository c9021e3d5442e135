import assert from 'node:assert/strict';
import { UserError } from '../../lib/errors';
import { fullFace } from '../../lib/experiments/full-face';
import { nose } from '../../lib/experiments/nose';
import { tf } from '../../lib/ops/tensorflow';
import type { Experiment } from '../../lib/runs/experiment';
import { checkFeasible, stepMemory } from '../../lib/runs/feasible';

describe('runs/feasible', () => {
  const check = ({ defaults, ...experiment }: Experiment, all: readonly object[], memory?: number): number => {
    const runs = all.map((changes, i) => ({ label: `run ${i}`, parameters: { ...defaults, ...changes } }));
    return checkFeasible({ defaults, ...experiment }, runs, memory);
  };
  const isAbout =
    (...texts: string[]) =>
    (error: unknown): boolean =>
      error instanceof UserError && texts.every((text) => error.message.includes(text));

  it('is what the experiments are by default, and leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    const bytes = check(nose, [{}, { learningRate: 0.1 }, { seed: 2 }]);
    assert.ok(bytes > 16e6 && bytes < 100e6, `${bytes} bytes of a checkpoint`);
    check(fullFace, [{}, { kernelSize: 3 }]);
    assert.equal(tf.memory().numTensors, before);
  });

  it('is no network whose layers do not fit into its images', () => {
    assert.throws(() => check(nose, [{}, { width: 16, height: 16 }]), isAbout('16x16'));
  });

  it('is no step that takes more memory than there is', () => {
    const large = { batchSize: 512, width: 640, height: 640 };
    assert.throws(
      () => check(fullFace, [{}, large], 32e9),
      isAbout('run 1', 'of memory, and this machine has 32 GB. Lower batchSize (now 512)', '640 x 640'),
    );
  });

  it('depends on the batch, the precision and the size of the network', () => {
    const network = nose.network(nose.defaults);
    const bytes = (batchSize: number, precision: string) => stepMemory(network, { batchSize, precision });
    const weights = 16 * network.parameters.reduce((sum, { size }) => sum + size, 0);
    assert.equal(bytes(32, 'float32') - weights, 2 * (bytes(16, 'float32') - weights));
    assert.equal(bytes(32, 'float32') - weights, 2 * (bytes(32, 'bfloat16') - weights));
    // The first convolution alone gives 24 x 54 x 74 values.
    assert.ok(bytes(1, 'float32') > weights + 4 * 24 * 54 * 74);
    network.dispose();
  });
});
