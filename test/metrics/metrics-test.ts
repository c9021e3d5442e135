import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { areaUnderCed, cumulativeErrors, failureRate } from '../../lib/metrics/ced';
import { meanShapePredictions } from '../../lib/metrics/baseline';
import { distances, mean, meanByFace, meanByLandmark, pixelError } from '../../lib/metrics/distances';
import { meanSquaredError, squaredErrorByFace } from '../../lib/metrics/mse';
import { normalizedMeanErrors } from '../../lib/metrics/nme';
import { assertClose } from '../transforms/arbitraries';
import golden from './fixtures/golden.json';

const { truth, predictions, training, nme, limit } = golden;
const landmarkSet = { count: 5, outerEyeCorners: [1, 3] } as const;

describe('metrics, against numpy', () => {
  it('mean squared error, of all and by face', () => {
    assertClose([meanSquaredError(predictions, truth)], [golden.mse], 1e-12);
    assertClose(squaredErrorByFace(predictions, truth, 10), golden.mseByFace, 1e-12);
  });

  it('distances in pixels of a 640x480 photo, by face and by landmark', () => {
    assertClose([pixelError(predictions, truth)], [golden.pixels], 1e-9);
    assertClose(meanByFace(distances(predictions, truth), 5), golden.byFace, 1e-12);
    assertClose(meanByLandmark(distances(predictions, truth), 5), golden.byPoint, 1e-12);
  });

  it('the constant predictor', () => {
    const constant = meanShapePredictions(training, 7, 10);
    assertClose([meanSquaredError(constant, truth)], [golden.constantMse], 1e-8);
  });

  it('normalized mean error', () => {
    assertClose(normalizedMeanErrors(predictions, truth, landmarkSet), nme, 1e-12);
  });

  it('area under the cumulative error distribution and failure rate', () => {
    assertClose([areaUnderCed(nme, limit)], [golden.auc], 1e-5);
    assertClose([failureRate(nme, limit)], [golden.failures], 1e-12);
  });
});

describe('metrics, where there is something to say', () => {
  it('refuse to compare different numbers of coordinates, or none', () => {
    assert.throws(() => meanSquaredError([1], [1, 2]), /1 predicted coordinates .* 2 true ones/);
    assert.throws(() => meanSquaredError([], []), /no faces/);
    assert.throws(() => squaredErrorByFace([1, 2, 3], [1, 2, 3], 2), /not whole faces/);
    assert.throws(() => mean([]), RangeError);
  });

  it('refuse an NME without eye corners', () => {
    assert.throws(
      () => normalizedMeanErrors([1, 2], [1, 2], { count: 1, outerEyeCorners: [-1, -1] }),
      /lack the outer eye/,
    );
    assert.throws(() => normalizedMeanErrors([1, 2], [1, 2], { count: 1, outerEyeCorners: [0, 0] }), /coincide/);
  });

  it('count an error that is not a number as a failure', () => {
    assert.equal(failureRate([0.01, NaN], 0.08), 0.5);
  });

  it('draw a distribution that ends with the share within the limit', () => {
    assert.deepEqual(cumulativeErrors([0.3, 0.1, 0.9], 0.5), [
      { error: 0, share: 0 },
      { error: 0.1, share: 1 / 3 },
      { error: 0.3, share: 2 / 3 },
      { error: 0.5, share: 2 / 3 },
    ]);
  });
});
