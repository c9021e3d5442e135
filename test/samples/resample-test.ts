import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resample } from '../../lib/samples/resample';

const resize = (width: number, values: number[], toWidth: number, toHeight: number) => [
  ...resample({ width, height: values.length / width, values: Float32Array.from(values) }, toWidth, toHeight),
];

describe('resample', () => {
  it('averages areas when it shrinks, with shares of pixels', () => {
    assert.deepEqual(resize(4, [10, 20, 30, 40, 50, 60, 70, 80], 2, 1), [35, 55]);
    // 3 to 2: each new pixel is one and a half old ones.
    assert.deepEqual(resize(3, [0, 90, 180], 2, 1), [30, 150]);
  });

  it('is bilinear when it enlarges, the outermost pixels going on', () => {
    assert.deepEqual(resize(2, [0, 100], 4, 1), [0, 25, 75, 100]);
    assert.deepEqual(resize(1, [0, 90], 2, 3), [0, 0, 45, 45, 90, 90]);
  });

  const side = fc.integer({ min: 1, max: 40 });

  it('keeps an image of one gray, and one that is not resized', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.nat(255), (w, h, toWidth, toHeight, gray) => {
        assert.deepEqual(resize(w, new Array<number>(w * h).fill(gray), toWidth, toHeight), [
          ...new Uint8Array(toWidth * toHeight).fill(gray),
        ]);
        const values = Array.from({ length: w * h }, (_, i) => (i * 37) % 256);
        assert.deepEqual(resize(w, values, w, h), values);
      }),
    );
  });

  it('keeps the mean when it shrinks, and a ramp a ramp when it enlarges', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 99 }), (a, b, seed) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        const values = Array.from({ length: large }, (_, i) => (i * i * 31 + seed * 17) % 256);
        const mean = (list: number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
        assert.ok(Math.abs(mean(resize(large, values, small, 1)) - mean(values)) <= 0.5001);

        const ramp = resize(
          small,
          Array.from({ length: small }, (_, i) => i + 0.5),
          large,
          1,
        );
        ramp.forEach((value, i) => {
          const exact = Math.min(Math.max(((i + 0.5) * small) / large, 0.5), small - 0.5);
          assert.ok(Math.abs(value - exact) <= 0.5001, `${value} for ${exact}`);
        });
      }),
    );
  });
});
