import assert from 'node:assert/strict';
import { nose } from '../../lib/experiments/nose';
import { Random } from '../../lib/random';
import { sampleTransform } from '../../lib/transforms/augmentation';

// The names of random streams are part of all results: these values are those that the recorded results began with.
describe('random streams', () => {
  it('initialize a network with the same weights as ever', () => {
    const network = nose.network(nose.defaults);
    const weights = network.parameters[0]!.variable.read();
    network.dispose();
    const close = [0.04275812, -0.04394477, 0.11249753].map((value, i) => Math.abs(weights[i]! - value) < 1e-7);
    assert.deepEqual(close, [true, true, true]);
  });

  it('augment with the same transforms as ever', () => {
    const size = { width: 80, height: 60 };
    const both: { uniform: [number, number] } = { uniform: [-1, 1] };
    const distributions = { flip: 0.5, rotation: both, contrast: both, brightness: both, illumination: 1 };
    const { map, flipped, contrast, brightness, illumination } = sampleTransform(
      { ...distributions, scale: [0.9, 1.1] },
      new Random(1),
      size,
      size,
    );
    assert.equal(flipped, true);
    const drawn = [map[0], map[1], contrast, brightness, ...illumination];
    const golden = [-0.9244321, -0.0114758, 0.7462372, 0.9458833, -1.5419488, 1.0282764];
    assert.deepEqual(
      drawn.map((value) => Number(value.toFixed(7))),
      golden,
    );
  });
});
