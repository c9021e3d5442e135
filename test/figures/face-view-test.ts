import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { describePrediction } from '../../lib/figures/face-view';
import { chooseFaces } from '../../lib/figures/prediction-gallery';
import { interpret } from '../../lib/metrics/interpretation';
import { madeUpSamples, shifted } from './made-up';

const samples = madeUpSamples();
const result = interpret(
  samples,
  shifted(samples, (face) => 10 * (face + 1)),
);

describe('faces of a gallery', () => {
  it('are described with figures', () => {
    assert.equal(
      describePrediction(result, 1),
      'Face 01-2m, turned to the left. 58 predicted landmarks 20.0 px from the truth on average, shifted to the right.',
    );
  });

  it('are chosen by their error', () => {
    assert.deepEqual(chooseFaces(result, 'worst', 2), [5, 4]);
    assert.deepEqual(chooseFaces(result, 'best', 2), [0, 1]);
    assert.deepEqual(chooseFaces(result, 'median', 2), [2, 3]);
    assert.deepEqual(chooseFaces(result, 'random', 6).sort(), [0, 1, 2, 3, 4, 5]);
    assert.equal(chooseFaces(result, 'median', 20).length, 6);
  });
});
