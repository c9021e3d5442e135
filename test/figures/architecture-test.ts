import assert from 'node:assert/strict';
import { architecture } from '../../lib/figures/architecture';
import { operationLines, placeBlocks, slabOf } from '../../lib/figures/architecture-layout';
import { noseNetwork } from '../../lib/networks/models/nose';
import { matchSnapshot, readable } from '../snapshot';

const chain = (...shapes: number[][]) => shapes.map((shape, i) => ({ shape, from: i === 0 ? [] : [i - 1] }));

describe('the drawing of a network', () => {
  it('has a box for each tensor with its size, for wide pages and for phones', () => {
    const network = noseNetwork({ seed: 1 });
    matchSnapshot(readable(architecture(network, { id: 'network' }).html(1).text), 'architecture.html');
    network.dispose();
  });

  it('puts a plain network into a row', () => {
    assert.deepEqual(placeBlocks(chain([60, 80, 1], [30, 40, 8], [2])), [
      { step: 0, level: 0 },
      { step: 1, level: 0 },
      { step: 2, level: 0 },
    ]);
  });

  it('puts each resolution of a network with branches on a level, and vectors where they were made', () => {
    const [down, low, up] = [
      [30, 40, 8],
      [15, 20, 8],
      [30, 40, 8],
    ];
    const blocks = [...chain([60, 80, 1], down, low), { shape: up, from: [1, 2] }, { shape: [4], from: [3] }];
    assert.deepEqual(
      placeBlocks(blocks).map(({ step, level }) => [step, level]),
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 1],
        [4, 1],
      ],
    );
  });

  it('draws larger tensors larger and longer vectors longer', () => {
    const [large, small] = [slabOf([60, 80, 1], 80), slabOf([30, 40, 12], 80)];
    assert.ok(large.width > small.width && large.height > small.height && large.depth < small.depth);
    assert.ok(large.width > large.height);
    assert.ok(slabOf([128], 80).height > slabOf([2], 80).height);
  });

  it('puts several operations into a line where they fit', () => {
    assert.deepEqual(operationLines(['conv 7×7', 'ReLU', 'max-pool 2×2']), ['conv 7×7, ReLU', 'max-pool 2×2']);
    assert.deepEqual(operationLines([]), []);
  });
});
