import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  compose,
  flip,
  identity,
  invert,
  mapPoints,
  rotation,
  scaling,
  translation,
} from '../../lib/transforms/affine';
import { anyAffine, assertClose } from './arbitraries';

describe('affine maps', () => {
  it('rotate clockwise, as seen with y pointing down', () => {
    assertClose(mapPoints(rotation(90, [10, 20]), [11, 20]), [10, 21]);
  });

  it('leave the center of a rotation and a scaling in place', () => {
    fc.assert(
      fc.property(fc.integer({ min: -180, max: 180 }), fc.double({ min: 0.1, max: 3, noNaN: true }), (angle, scale) => {
        for (const map of [rotation(angle, [3, 4]), scaling(scale, 2, [3, 4])]) {
          assertClose(mapPoints(map, [3, 4]), [3, 4]);
        }
      }),
    );
  });

  it('flip an image about its middle', () => {
    assertClose(mapPoints(flip(80), [0, 5, 80, 6, 40, 7]), [80, 5, 0, 6, 40, 7]);
  });

  it('compose in the order in which they are given', () => {
    const map = compose(translation(1, 0), scaling(2, 2, [0, 0]));
    assertClose(mapPoints(map, [0, 0]), [2, 0]);
    assert.deepEqual(compose(), identity);
  });

  it('compose as if they were applied one after the other', () => {
    fc.assert(
      fc.property(anyAffine, anyAffine, fc.double({ min: -200, max: 200, noNaN: true }), (first, second, x) => {
        assertClose(mapPoints(compose(first, second), [x, 7]), mapPoints(second, mapPoints(first, [x, 7])), 1e-2);
      }),
    );
  });

  it('are undone by their inverse, before and after', () => {
    fc.assert(
      fc.property(anyAffine, (map) => {
        assertClose(compose(map, invert(map)), identity, 1e-9);
        assertClose(compose(invert(map), map), identity, 1e-9);
      }),
    );
  });

  it('have no inverse where they flatten the plane', () => {
    assert.throws(() => invert(scaling(0, 1, [0, 0])), RangeError);
    assert.throws(() => invert(scaling(NaN, 1, [0, 0])), RangeError);
  });
});
