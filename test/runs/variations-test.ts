import assert from 'node:assert/strict';
import { gridVariations, labelOf, namedVariations, smallerSubsets, subsetVariations } from '../../lib/runs/variations';

const base = { learningRate: 1e-3, augment: false, epochs: 15 };

describe('runs/variations', () => {
  it('makes every combination of a grid, the base first', () => {
    const variations = gridVariations({ learningRate: [1e-4, 1e-3], augment: [true, false] }, base);
    assert.deepEqual(
      variations.map(({ label }) => label),
      [
        'learning rate 1e-3, no augment',
        'learning rate 1e-4, augment',
        'learning rate 1e-4, no augment',
        'learning rate 1e-3, augment',
      ],
    );
    assert.deepEqual(variations[0]?.changes, { learningRate: 1e-3, augment: false });
  });

  it('takes the first combination as the base where the grid has not the base values', () => {
    const variations = gridVariations({ learningRate: [1e-2, 1e-4] }, base);
    assert.equal(variations[0]?.label, 'learning rate 0.01');
  });

  it('puts the unchanged base before named variations', () => {
    const variations = namedVariations<typeof base>({ 'twice as long': { epochs: 30 } });
    assert.deepEqual(variations, [
      { label: 'default', changes: {} },
      { label: 'twice as long', changes: { epochs: 30 } },
    ]);
  });

  it('is the base alone for an empty grid', () => {
    assert.deepEqual(gridVariations({}, base), [{ label: 'default', changes: {} }]);
  });

  it('halves the training photos three times, but never to fewer than a subset can have', () => {
    assert.deepEqual(smallerSubsets(1864), [256, 512, 1024]);
    assert.deepEqual(smallerSubsets(2048), [256, 512, 1024]);
    assert.deepEqual(smallerSubsets(64), [16, 32]);
    assert.deepEqual(smallerSubsets(16), []);
    assert.deepEqual(subsetVariations([16, 32]), { '16 photos': { subset: 16 }, '32 photos': { subset: 32 } });
  });

  it('writes small numbers short', () => {
    assert.equal(labelOf({ learningRate: 0.00025 }), 'learning rate 2.5e-4');
    assert.equal(labelOf({ epochs: 30, augment: true }), 'epochs 30, augment');
  });
});
