import assert from 'node:assert/strict';
import type { FoundFace } from '../../../lib/inference/face-search';
import { fitBoxes } from '../../../lib/landmarks/box-fit';
import { boundsOf, carriedOver, cropOf, scaled, toCrop, toPhoto } from '../../../lib/report/page/try-it/crop';
import type { Crop } from '../../../lib/report/page/try-it/crop';
import { cropOnFace, cropOnLandmarks } from '../../../lib/report/page/try-it/framing';

const crop: Crop = { x: 300, y: 200, width: 160, height: 120, turn: 30 };
const face: FoundFace = { x: 50, y: 60, width: 20, height: 45, turn: 0, confidence: 0.9 };
const onFace = { x: 0.1, y: -0.2, width: 2, height: 1.5 };

function assertClose(actual: object, expected: object): void {
  for (const [key, value] of Object.entries(expected)) {
    const found = (actual as Record<string, number>)[key]!;
    assert.ok(Math.abs(found - (value as number)) < 1e-4, `${key}: ${found}, ${value}`);
  }
}

describe('the frame', () => {
  it('converts between places in it and in the photo', () => {
    assertClose(toPhoto(crop, [0.5, 0.5]), [300, 200]);
    assertClose(toCrop(crop, toPhoto(crop, [0.2, 0.9])), [0.2, 0.9]);
    assertClose(toPhoto({ ...crop, turn: 90 }, [1, 0.5]), [300, 280]);
  });

  it('is scaled, carried over to another photo, and bounded by an upright box', () => {
    assertClose(scaled(crop, 2), { x: 300, y: 200, width: 320, height: 240, turn: 30 });
    const to = cropOf({ x: 0, y: 0, width: 80, height: 60 });
    assertClose(carriedOver(crop, crop, to), { ...to, turn: 30 });
    assertClose(boundsOf({ ...crop, turn: 90 }), { x: 240, y: 120, width: 120, height: 160 });
  });

  it('lies on a found face as in the training photos, also if it is turned', () => {
    assertClose(cropOnFace(face, { onFace }), { x: 53, y: 54, width: 60, height: 45, turn: 0 });
    assertClose(cropOnFace({ ...face, turn: 90 }, { onFace }), { x: 56, y: 63, width: 60, height: 45, turn: 90 });
  });

  it('lies on predicted landmarks as in the training photos', () => {
    const landmarks = [0.2, 0.3, 0.7, 0.4, 0.5, 0.8, 0.4, 0.5];
    assert.equal(cropOnLandmarks(crop, landmarks, { onFace }), crop);
    // Relative to these landmarks, this very crop.
    const inCrop = Float32Array.from(landmarks, (value, i) => value * (i % 2 === 0 ? 160 : 120));
    const onLandmarks = fitBoxes([{ landmarks: inCrop, box: { x: 0, y: 0, width: 160, height: 120 } }])!;
    assertClose(cropOnLandmarks(crop, landmarks, { onFace, onLandmarks }), crop);
  });
});
