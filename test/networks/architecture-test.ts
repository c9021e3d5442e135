import assert from 'node:assert/strict';
import { architectureOf } from '../../lib/networks/architecture';
import { fullFaceNetwork } from '../../lib/networks/models/full-face';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { noseNetwork } from '../../lib/networks/models/nose';
import { resnet18 } from '../../lib/networks/models/resnet18';
import type { Network } from '../../lib/networks/network';
import { summarize, trainableCount } from '../../lib/networks/summary';
import { tf } from '../../lib/ops/tensorflow';

describe('the architecture of a network', () => {
  const networks: readonly Network[] = [
    noseNetwork({ seed: 1 }),
    fullFaceNetwork({ seed: 1 }),
    resnet18({ width: 64, height: 64, seed: 1 }),
    heatmapNetwork({ seed: 1 }),
  ];
  after(() => networks.forEach((network) => network.dispose()));

  it('is that of LeNet for the nose: convolutions that shrink the image, then vectors', () => {
    const blocks = architectureOf(networks[0]!);
    assert.deepEqual(
      blocks.map(({ name, shape, from }) => [name, shape.join('×'), from.join()]),
      [
        ['input', '60×80×1', ''],
        ['conv1', '27×37×24', '0'],
        ['conv2', '11×16×48', '1'],
        ['conv3', '4×7×96', '2'],
        ['fc1', '1024', '3'],
        ['fc2', '2', '4'],
      ],
    );
    assert.deepEqual(blocks[1]!.operations, ['conv 7×7', 'ReLU', 'max-pool 2×2']);
    assert.deepEqual(blocks[4]!.operations, ['flatten', 'linear', 'ReLU']);
  });

  it('finds the ways that branch and meet again: a feature pyramid takes each resolution twice', () => {
    const blocks = architectureOf(networks[3]!);
    const of = (name: string) => blocks.find((block) => block.name === name)!;
    const sources = (name: string) => of(name).from.map((i) => blocks[i]!.name);
    assert.deepEqual(sources('stage2'), ['stage1']);
    assert.deepEqual(sources('lateral3'), ['stage3']);
    assert.deepEqual(sources('smooth3'), ['lateral4', 'lateral3']);
    assert.deepEqual(sources('smooth1'), ['smooth2', 'lateral1']);
    assert.deepEqual(of('landmarks').operations, ['soft-argmax']);
    assert.deepEqual(of('landmarks').shape, [2 * 58]);
  });

  it('has all weights and the output of the whole network, and leaves nothing behind', () => {
    for (const network of networks) {
      const before = tf.memory().numTensors;
      const blocks = architectureOf(network);
      assert.equal(tf.memory().numTensors, before);
      const weights = blocks.reduce((sum, { parameters }) => sum + parameters, 0);
      assert.equal(weights, trainableCount(network), network.name);
      const layers = blocks.filter(({ name }) => name !== 'landmarks');
      assert.deepEqual(layers.at(-1)!.shape, summarize(network).at(-1)!.outputShape, network.name);
      assert.ok(network.layers.children().every(([, layer]) => !Object.hasOwn(layer, 'forward')));
    }
  });
});
