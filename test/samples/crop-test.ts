import assert from 'node:assert/strict';
import fc from 'fast-check';
import { landmarksInPhoto, landmarksInCrop, cropOf } from '../../lib/samples/crop';

const face = { box: { x: 10, y: 20, width: 100, height: 50 }, width: 640, height: 480 };

describe('cropOf', () => {
  it('is the whole photo, or the box', () => {
    assert.deepEqual(cropOf(face, 'photo'), { x: 0, y: 0, width: 640, height: 480 });
    assert.deepEqual(cropOf(face, { scale: 1 }), face.box);
  });

  it('scales about the center and shifts by shares of the box', () => {
    assert.deepEqual(cropOf(face, { scale: 1.4 }), { x: -10, y: 10, width: 140, height: 70 });
    assert.deepEqual(cropOf(face, { scale: 1, shiftX: 0.1, shiftY: -0.2 }), { x: 20, y: 10, width: 100, height: 50 });
  });

  it('keeps to whole pixels, less than a pixel from where it should be', () => {
    const side = fc.double({ min: 0.1, max: 500, noNaN: true });
    const place = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(place, place, side, side, fc.double({ min: 0.5, max: 3, noNaN: true }), (x, y, w, h, scale) => {
        const crop = cropOf({ box: { x, y, width: w, height: h }, width: 9, height: 9 }, { scale });
        for (const value of Object.values(crop)) assert.ok(Number.isInteger(value));
        assert.ok(crop.width >= 1 && Math.abs(crop.width - w * scale) <= 1);
        assert.ok(Math.abs(crop.x + crop.width / 2 - (x + w / 2)) <= 0.5 + 1e-9);
      }),
    );
  });

  it('has a positive scale', () => {
    assert.throws(() => cropOf(face, { scale: 0 }), RangeError);
    assert.throws(() => cropOf(face, { scale: NaN }), RangeError);
  });
});

describe('landmarks in a crop', () => {
  it('are fractions of it, and go back', () => {
    const crop = { x: -10, y: 20, width: 40, height: 80 };
    const landmarks = Float32Array.from([-10, 20, 30, 100, 10, 40, 50, 0]);
    const fractions = landmarksInCrop(landmarks, crop);
    assert.deepEqual([...fractions], [0, 0, 1, 1, 0.5, 0.25, 1.5, -0.25]);
    assert.deepEqual([...landmarksInPhoto(fractions, crop)], [...landmarks]);
  });
});
