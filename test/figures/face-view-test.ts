import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { describePrediction } from '../../lib/figures/face-view';
import { chooseFaces } from '../../lib/figures/prediction-gallery';
import { interpret } from '../../lib/metrics/interpretation';
import { matchSnapshot } from '../snapshot';
import { madeUpSamples, shifted } from './made-up';

const samples = madeUpSamples();
const result = interpret(
  samples,
  shifted(samples, (face) => 10 * (face + 1)),
);

describe('faces of a gallery', () => {
  it('are described with numbers', () => {
    const nose = (dx: number, dy: number) => {
      const tip = 2 * samples.landmarkSet.noseTip;
      const truth = samples.faces.map((_, face) => [0, 1].map((k) => samples.landmarks[116 * face + tip + k]!));
      return interpret(
        samples,
        truth.flatMap(([x, y]) => [x! + dx / 640, y! + dy / 480]),
      );
    };
    const scattered = interpret(
      samples,
      shifted(samples, (_, landmark) => (landmark % 2 === 0 ? 5 : -5)),
      { measure: 'nme' },
    );
    const results = [result, scattered, nose(0, 0), nose(-3, 0), nose(3, 4), nose(0, -5)];
    matchSnapshot(results.map((one) => describePrediction(one, 1)).join('\n'), 'face-view.txt');
  });

  it('are chosen by their error', () => {
    assert.deepEqual(chooseFaces(result, 'worst', 2), [5, 4]);
    assert.deepEqual(chooseFaces(result, 'best', 2), [0, 1]);
    assert.deepEqual(chooseFaces(result, 'median', 2), [2, 3]);
    assert.deepEqual(chooseFaces(result, 'random', 6).sort(), [0, 1, 2, 3, 4, 5]);
    assert.equal(chooseFaces(result, 'median', 20).length, 6);
  });
});
