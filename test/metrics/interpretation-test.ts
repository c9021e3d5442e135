import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imm58 } from '../../lib/landmarks/imm58';
import { interpret, offset } from '../../lib/metrics/interpretation';
import { nmeByFace } from '../../lib/metrics/nme';
import { selectLandmarks } from '../../lib/samples/dataset';
import { madeUpSamples, shifted } from '../figures/made-up';
import { assertClose } from '../transforms/arbitraries';

const samples = madeUpSamples();
const result = interpret(
  samples,
  shifted(samples, (face) => 10 * (face + 1)),
);

describe('interpret', () => {
  it('measures in pixels of the photo', () => {
    assertClose(result.errors, [10, 20, 30, 40, 50, 60], 1e-3);
    assert.equal(result.landmarkErrors.length, 6 * 58);
    assertClose([result.landmarkErrors[58]!], [20], 1e-3);
    assert.equal(result.unit, 'px');
  });

  it('measures the NME by the outer eye corners, as the metric does', () => {
    const { errors, unit } = interpret(samples, result.predictions, { measure: 'nme' });
    assertClose(errors, nmeByFace(result.predictions, samples), 1e-5);
    assert.equal(unit, '%');
  });

  it('takes one prediction per face for the tip of the nose', () => {
    const nose = selectLandmarks(samples, [imm58.noseTip]);
    const found = interpret(samples, nose.landmarks);
    assert.deepEqual(found.landmarks, [imm58.noseTip]);
    assert.deepEqual(found.errors, [0, 0, 0, 0, 0, 0]);
    assert.deepEqual(interpret(nose, nose.landmarks).landmarks, [0]);
  });

  it('refuses predictions of other samples, and the NME without eyes', () => {
    assert.throws(() => interpret(samples, new Float32Array(10)), RangeError);
    const nose = selectLandmarks(samples, [imm58.noseTip]);
    assert.throws(() => interpret(nose, nose.landmarks, { measure: 'nme' }), RangeError);
  });

  it('tells where a prediction lies, to the right and down', () => {
    const at = 2 * 58;
    const [x, y] = [samples.landmarks[at]!, samples.landmarks[at + 1]!];
    assertClose(offset(samples, 1, 0, [x + 0.1, y - 0.1]), [64, -48], 1e-4);
  });
});
