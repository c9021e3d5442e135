import assert from 'node:assert/strict';
import sharp from 'sharp';
import { UserError } from '../../lib/errors';
import type { Figure } from '../../lib/figures/figure';
import { featureMaps, filters } from '../../lib/figures/filters';
import { firstFilters, layerOutput } from '../../lib/figures/network-values';
import { noseNetwork } from '../../lib/networks/models/nose';
import { matchSnapshot, readable } from '../snapshot';
import { imagesOf, madeUpSamples } from './made-up';

const samples = madeUpSamples();

const snapshot = (figure: Figure, name: string) => matchSnapshot(readable(figure.html(1).text), name);

/** Two filters of 2×2 whose first weights are given. */
const weights = (first: number, second: number) => ({
  values: [first, second, 0, 0, 0, 0, 0, 0],
  shape: [2, 2, 1, 2],
  layer: 'conv1',
});

/** Colors of the top left pixels of the three filters in a picture. */
async function firstWeights(file: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const step = (info.width + 4) / 3;
  return [0, 1, 2].map((i) => [...data.subarray(4 * i * step, 4 * i * step + 4)]);
}

describe('filters', () => {
  it('come from the first layer of a network, feature maps from any', () => {
    const network = noseNetwork({ width: 40, height: 30, extraChannels: 0, seed: 1 });
    try {
      const { values, shape, layer } = firstFilters(network);
      assert.equal(
        values.length,
        shape.reduce((a, b) => a * b),
      );
      const leaves = [...network.layers.all()].filter(({ name, children }) => name && children.length === 0);
      assert.equal(layer, leaves[0]!.name);
      const output = layerOutput(network, samples, 0, leaves[0]!.name);
      assert.deepEqual([output.shape[3], output.layer], [shape[3], layer]);
      assert.throws(() => layerOutput(network, samples, 0, 'nothing'), UserError);
      assert.throws(() => layerOutput(network, samples, 0, leaves.at(-1)!.name), UserError);
      assert.throws(() => firstFilters({ name: 'none', parameters: [] }), UserError);
    } finally {
      network.dispose();
    }
  });

  it('are drawn before and after on one scale of their own, the difference on another', async () => {
    const figure = await filters(weights(0.5, -0.05), weights(1, -0.06));
    snapshot(figure, 'filters.html');
    const [first, second] = await Promise.all(imagesOf(figure).map(firstWeights));
    const [half, full] = [
      [239, 138, 72, 255],
      [166, 54, 3, 255],
    ];
    assert.deepEqual(first, [half, full, full], 'half of the largest weight, all of it; the largest difference');
    assert.deepEqual(second!.slice(1), [
      [5, 80, 150, 255],
      [5, 80, 150, 255],
    ]);
  });

  it('have to be of one shape', async () => {
    const rejected = filters(weights(1, 1), { values: [1], shape: [1] });
    await assert.rejects(rejected, { message: /\[2, 2, 1, 2\] and \[1\]/ });
  });

  it('of several inputs are shown by their mean', async () => {
    const mean = await filters({ values: [1, 3], shape: [1, 1, 2, 1] }, { values: [4, 0], shape: [1, 1, 2, 1] });
    matchSnapshot(mean.caption, 'filters.txt');
  });
});

describe('feature maps', () => {
  it('are each scaled to be seen, numbered like the filters, and silent ones are counted', async () => {
    const values = Array.from({ length: 48 }, (_, i) => (i % 3 === 2 ? 0 : (1 + (i % 3)) * Math.max(0, Math.sin(i))));
    snapshot(await featureMaps(samples, 0, { values, shape: [1, 4, 4, 3], layer: 'relu1' }), 'feature-maps.html');
  });

  it('are judged without the border, where padding makes activations of its own', async () => {
    const [height, width] = [20, 30];
    const values = Array.from({ length: height * width }, (_, i) => (i < width ? 5 : 0));
    const figure = await featureMaps(samples, 0, { values, shape: [1, height, width, 1] });
    assert.match(figure.caption, /Silent, apart from the border: 1 map\.$/);
  });
});
