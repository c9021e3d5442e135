import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { outerEyeCorners } from '../../lib/landmarks/landmark-set';
import { meanShapePredictions } from '../../lib/metrics/baseline';
import { areaUnderCed, cumulativeErrors, failureRate } from '../../lib/metrics/ced';
import { meanSquaredError } from '../../lib/metrics/mse';
import { nmeOfFace, normalizedMeanErrors } from '../../lib/metrics/nme';
import { meanByFace, meanByLandmark, meanPixelError, pointToPointErrors } from '../../lib/metrics/point-to-point';
import { assertClose } from '../transforms/arbitraries';
import golden from './fixtures/golden.json';

const { truth, predictions, training, nme, limit } = golden;
const landmarkSet = { count: 5, normalizer: outerEyeCorners(1, 3) };

describe('metrics, against numpy', () => {
  it('mean squared error, of all faces and of each', () => {
    assertClose([meanSquaredError(predictions, truth)], [golden.mse], 1e-12);
    const faces = Array.from({ length: 7 }, (_, i) => [10 * i, 10 * (i + 1)] as const);
    const byFace = faces.map((face) => meanSquaredError(predictions.slice(...face), truth.slice(...face)));
    assertClose(byFace, golden.mseByFace, 1e-12);
  });

  it('point-to-point errors, by face and by landmark', () => {
    const errors = pointToPointErrors(predictions, truth);
    assertClose(meanByFace(errors, 5), golden.byFace, 1e-12);
    assertClose(meanByLandmark(errors, 5), golden.byPoint, 1e-12);
  });

  it('mean pixel error in 640x480 photos', () => {
    const crops = Array.from({ length: 7 }, () => ({ x: 0, y: 0, width: 640, height: 480 }));
    // The golden numbers are float64, which a data set's landmarks are not.
    const landmarks = truth as unknown as Float32Array;
    assertClose([meanPixelError(predictions, { landmarks, crops })], [golden.pixels], 1e-9);
  });

  it('the mean-shape baseline', () => {
    const baseline = meanShapePredictions(training, 7, 10);
    assertClose([meanSquaredError(baseline, truth)], [golden.constantMse], 1e-8);
  });

  it('normalized mean error', () => {
    assertClose(normalizedMeanErrors(predictions, truth, landmarkSet), nme, 1e-12);
    assertClose([nmeOfFace(predictions.slice(0, 10), truth.slice(0, 10), landmarkSet)], [100 * nme[0]!], 1e-9);
  });

  it('area under the cumulative error distribution and failure rate', () => {
    assertClose([areaUnderCed(nme, limit)], [golden.auc], 1e-5);
    assertClose([failureRate(nme, limit)], [golden.failures], 1e-12);
  });
});

describe('metrics, at the edges', () => {
  it('refuse different numbers of coordinates, no faces and broken faces', () => {
    assert.throws(() => meanSquaredError([1], [1, 2]), RangeError);
    assert.throws(() => meanSquaredError([], []), RangeError);
    assert.throws(() => pointToPointErrors([1, 2, 3], [1, 2, 3]), RangeError);
    assert.throws(() => meanShapePredictions([1, 2, 3], 1, 2), RangeError);
  });

  it('refuse an NME without eye corners', () => {
    const nme = (corners: [number, number]) =>
      normalizedMeanErrors([1, 2], [1, 2], { count: 1, normalizer: outerEyeCorners(...corners) });
    assert.throws(() => nme([-1, -1]), RangeError);
    assert.throws(() => nme([0, 0]), RangeError);
  });

  it('count an error that is not a number as a failure', () => {
    assert.equal(failureRate([0.01, NaN], 0.08), 0.5);
  });

  it('end a distribution with the fraction of faces within the limit', () => {
    assert.deepEqual(cumulativeErrors([0.3, 0.1, 0.9], 0.5), [
      { error: 0, fraction: 0 },
      { error: 0.1, fraction: 1 / 3 },
      { error: 0.3, fraction: 2 / 3 },
      { error: 0.5, fraction: 2 / 3 },
    ]);
  });
});
