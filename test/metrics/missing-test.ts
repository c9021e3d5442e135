import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { meanShapePredictions } from '../../lib/metrics/baseline';
import { meanSquaredError } from '../../lib/metrics/mse';
import { meanByFace, meanByLandmark, meanPixelError, pointToPointErrors } from '../../lib/metrics/point-to-point';
import { meanOfKnown } from '../../lib/metrics/statistics';
import { assertClose } from '../transforms/arbitraries';

// Two faces with three landmarks; the second landmark of the first is missing.
const truth = [0, 0, NaN, NaN, 6, 8, 0, 0, 3, 4, 0, 0];
const predictions = [3, 4, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0];

describe('missing landmarks', () => {
  it('are in no error', () => {
    assert.equal(meanSquaredError(predictions, truth), (25 + 100 + 25) / 10);
    const errors = pointToPointErrors(predictions, truth);
    assert.deepEqual([...errors], [5, NaN, 10, 0, 5, 0]);
    assertClose(meanByFace(errors, 3), [7.5, 5 / 3]);
    assertClose(meanByLandmark(errors, 3), [2.5, 5, 5]);
    const crops = [1, 2].map(() => ({ x: 0, y: 0, width: 2, height: 2 }));
    assertClose([meanPixelError(predictions, { landmarks: Float32Array.from(truth), crops })], [(2 * 20) / 5]);
  });

  it('are not confused with predictions that failed', () => {
    const failed = [NaN, NaN, ...predictions.slice(2)];
    assert.deepEqual([...pointToPointErrors(failed, truth)].slice(0, 3), [Infinity, NaN, 10]);
    assert.ok(Number.isNaN(meanSquaredError(failed, truth)));
  });

  it('are in no mean shape', () => {
    assertClose(meanShapePredictions(truth, 2, 6), [0, 0, 3, 4, 3, 4, 0, 0, 3, 4, 3, 4]);
  });

  it('have the center of the image as their mean where no face has them', () => {
    assertClose(meanShapePredictions([0.2, 0.3, NaN, NaN], 1, 4), [0.2, 0.3, 0.5, 0.5]);
  });

  it('leave a mean of what is known, if anything is', () => {
    assert.equal(meanOfKnown([1, NaN, 3]), 2);
    assert.ok(Number.isNaN(meanOfKnown([NaN])));
  });
});
