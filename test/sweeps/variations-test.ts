import assert from 'node:assert/strict';
import { gridVariations, labelOf, namedVariations } from '../../lib/sweeps/variations';

const base = { learningRate: 1e-3, augment: false, epochs: 15 };

describe('sweeps/variations', () => {
  it('makes every combination of a grid, the base first', () => {
    const variations = gridVariations({ learningRate: [1e-4, 1e-3], augment: [true, false] }, base);
    assert.deepEqual(
      variations.map(({ label }) => label),
      [
        'learning rate 0.001, no augment',
        'learning rate 1e-4, augment',
        'learning rate 1e-4, no augment',
        'learning rate 0.001, augment',
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

  it('writes small numbers short', () => {
    assert.equal(labelOf({ learningRate: 0.00025 }), 'learning rate 2.5e-4');
    assert.equal(labelOf({ epochs: 30, augment: true }), 'epochs 30, augment');
  });
});
