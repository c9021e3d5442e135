import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pointsInPhoto, pointsInWindow, windowOf } from '../../lib/samples/crop';

const face = { box: { x: 10, y: 20, width: 100, height: 50 }, width: 640, height: 480 };

describe('windowOf', () => {
  it('is the whole photo, or the box', () => {
    assert.deepEqual(windowOf(face, 'photo'), { x: 0, y: 0, width: 640, height: 480 });
    assert.deepEqual(windowOf(face, { scale: 1 }), face.box);
  });

  it('scales about the centre and shifts by shares of the box', () => {
    assert.deepEqual(windowOf(face, { scale: 1.4 }), { x: -10, y: 10, width: 140, height: 70 });
    assert.deepEqual(windowOf(face, { scale: 1, shiftX: 0.1, shiftY: -0.2 }), { x: 20, y: 10, width: 100, height: 50 });
  });

  it('keeps to whole pixels, less than a pixel from where it should be', () => {
    const side = fc.double({ min: 0.1, max: 500, noNaN: true });
    const place = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(place, place, side, side, fc.double({ min: 0.5, max: 3, noNaN: true }), (x, y, w, h, scale) => {
        const window = windowOf({ box: { x, y, width: w, height: h }, width: 9, height: 9 }, { scale });
        for (const value of Object.values(window)) assert.ok(Number.isInteger(value));
        assert.ok(window.width >= 1 && Math.abs(window.width - w * scale) <= 1);
        assert.ok(Math.abs(window.x + window.width / 2 - (x + w / 2)) <= 0.5 + 1e-9);
      }),
    );
  });

  it('has a positive scale', () => {
    assert.throws(() => windowOf(face, { scale: 0 }), /scale is positive, not 0/);
    assert.throws(() => windowOf(face, { scale: NaN }), RangeError);
  });
});

describe('points in a window', () => {
  it('are fractions of it, and go back', () => {
    const window = { x: -10, y: 20, width: 40, height: 80 };
    const points = Float32Array.from([-10, 20, 30, 100, 10, 40, 50, 0]);
    const fractions = pointsInWindow(points, window);
    assert.deepEqual([...fractions], [0, 0, 1, 1, 0.5, 0.25, 1.5, -0.25]);
    assert.deepEqual([...pointsInPhoto(fractions, window)], [...points]);
  });
});
