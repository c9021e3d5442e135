import assert from 'node:assert/strict';
import { imm58 } from '../../lib/landmarks/imm58';
import { describePrediction } from '../../lib/figures/face-view';
import { interpret } from '../../lib/metrics/interpretation';
import { chooseFaces } from '../../lib/figures/prediction-gallery';
import { selectLandmarks } from '../../lib/samples/dataset';
import { madeUpSamples, shifted } from '../figures/made-up';

const samples = madeUpSamples();
const result = interpret(
  samples,
  shifted(samples, (face) => 10 * (face + 1)),
);

describe('interpreting predictions', () => {
  it('measures in pixels of the photo', () => {
    assert.deepEqual(
      result.errors.map((error) => Math.round(error)),
      [10, 20, 30, 40, 50, 60],
    );
    assert.equal(result.landmarkErrors.length, 6 * 58);
    assert.ok(Math.abs(result.landmarkErrors[58]! - 20) < 1e-3);
  });

  it('measures the NME by the outer eye corners', () => {
    const nme = interpret(samples, result.predictions, { measure: 'nme' });
    const [right, left] = imm58.outerEyeCorners;
    const { landmarks } = samples.faces[1]!;
    const eyes = Math.hypot(
      landmarks[2 * right]! - landmarks[2 * left]!,
      landmarks[2 * right + 1]! - landmarks[2 * left + 1]!,
    );
    assert.ok(Math.abs(nme.errors[1]! - (100 * 20) / eyes) < 0.01);
    assert.equal(nme.unit, '%');
  });

  it('takes one prediction a face for the tip of the nose', () => {
    const nose = selectLandmarks(samples, [imm58.noseTip]);
    assert.deepEqual(interpret(samples, nose.landmarks).landmarks, [imm58.noseTip]);
    assert.ok(interpret(samples, nose.landmarks).errors.every((error) => error < 1e-3));
    assert.deepEqual(interpret(nose, nose.landmarks).landmarks, [0]);
  });

  it('refuses predictions of other samples, and the NME without eyes', () => {
    assert.throws(
      () => interpret(samples, new Float32Array(10)),
      /10 predicted coordinates .* 58 landmarks .* 6 faces/,
    );
    const nose = selectLandmarks(samples, [imm58.noseTip]);
    assert.throws(() => interpret(nose, nose.landmarks, { measure: 'nme' }), /outer corners/);
  });

  it('says what an image shows, with figures', () => {
    assert.equal(
      describePrediction(result, 1),
      'Face 01-2m, turned to the left. 58 predicted landmarks 20.0 px from the truth on average, shifted to the right.',
    );
  });

  it('chooses faces by their error', () => {
    assert.deepEqual(chooseFaces(result, 'worst', 2), [5, 4]);
    assert.deepEqual(chooseFaces(result, 'best', 2), [0, 1]);
    assert.deepEqual(chooseFaces(result, 'median', 2), [2, 3]);
    assert.deepEqual(chooseFaces(result, 'random', 6).sort(), [0, 1, 2, 3, 4, 5]);
    assert.equal(chooseFaces(result, 'median', 20).length, 6);
  });
});
