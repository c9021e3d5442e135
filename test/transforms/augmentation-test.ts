import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mean } from '../../lib/metrics/statistics';
import { Random } from '../../lib/random';
import { identity, mapPoints } from '../../lib/transforms/affine';
import { sampleTransform, identityTransform } from '../../lib/transforms/augmentation';
import type { AugmentationParameters, Transform } from '../../lib/transforms/augmentation';
import { assertClose } from './arbitraries';

const size = { width: 64, height: 48 };
const everything: AugmentationParameters = {
  flip: 0.5,
  scale: [0.8, 1.25],
  rotation: { deviation: 10 },
  translation: { unit: 'fraction', uniform: [-0.1, 0.1] },
  illumination: 0.3,
  contrast: { uniform: [-0.3, 0.3] },
  brightness: { uniform: [-0.2, 0.2] },
  cutout: { probability: 0.5, size: [0.1, 0.4] },
};

const draws = (parameters: AugmentationParameters, count = 4000): Transform[] =>
  Array.from({ length: count }, (_, i) => sampleTransform(parameters, new Random(1).split(i), size, size));

/** Clockwise angle of a map without a flip, in degrees. */
const angleOf = ({ map }: Transform): number => (Math.atan2(map[3], map[0]) * 180) / Math.PI;
const near = (value: number, expected: number, tolerance: number): void => assertClose([value], [expected], tolerance);

describe('sampleTransform', () => {
  it('changes nothing by default', () => {
    const expected = { map: identity, flipped: false, contrast: 0, brightness: 0, illumination: [0, 0], patch: null };
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const transform = sampleTransform({}, new Random(seed), size, size);
        assertClose(transform.map, expected.map, 0);
        assert.deepEqual({ ...transform, map: identity }, expected);
      }),
    );
    assertClose(identityTransform(size, size).map, identity, 0);
  });

  it('rotates by one of the given angles with equal probability', () => {
    const angles = [-15, -5, 0, 5, 15];
    const drawn = draws({ rotation: { choices: angles } }).map((transform) => Math.round(angleOf(transform)));
    for (const angle of angles) near(drawn.filter((value) => value === angle).length / drawn.length, 0.2, 0.02);
  });

  it('draws normal angles and uniform translations, in pixels or fractions of each side', () => {
    const angles = draws({ rotation: { deviation: 10 } }).map(angleOf);
    near(mean(angles), 0, 0.5);
    near(Math.sqrt(mean(angles.map((angle) => angle ** 2))), 10, 0.4);
    for (const [unit, width, height] of [
      ['pixels', 10, 10],
      ['fraction', 10 * 64, 10 * 48],
    ] as const) {
      const maps = draws({ translation: { unit, uniform: [-10, 10] } }, 1000).map(({ map }) => map);
      near(Math.max(...maps.map((map) => map[2])) / width, 1, 0.02);
      near(Math.max(...maps.map((map) => map[5])) / height, 1, 0.02);
      near(mean(maps.map((map) => map[2])) / width, 0, 0.05);
    }
  });

  it('scales as much up as down', () => {
    const scales = draws({ scale: [0.8, 1.25] }).map(({ map }) => map[0]);
    assert.ok(scales.every((scale) => scale >= 0.8 && scale <= 1.25));
    near(mean(scales.map(Math.log)), 0, 0.01);
  });

  it('flips and cuts out with the given probability', () => {
    const transforms = draws(everything);
    near(transforms.filter(({ flipped }) => flipped).length / transforms.length, 0.5, 0.03);
    const patches = transforms.flatMap(({ patch }) => patch ?? []);
    near(patches.length / transforms.length, 0.5, 0.03);
    for (const { x, y, width, height, gray } of patches) {
      assert.ok(x >= 0 && y >= 0 && x + width <= 1 && y + height <= 1 && Math.abs(gray) <= 0.5);
      assert.ok(Math.min(width, height) >= 0.1 && Math.max(width, height) <= 0.4);
    }
  });

  it('leaves the other draws as they are when one transform is left out', () => {
    const [all] = draws(everything, 1);
    for (const name of Object.keys(everything) as (keyof AugmentationParameters)[]) {
      const [without] = draws({ ...everything, [name]: undefined }, 1);
      if (name !== 'contrast') assert.equal(without!.contrast, all!.contrast);
      if (name !== 'flip') assert.equal(without!.flipped, all!.flipped);
      if (name !== 'illumination') assert.deepEqual(without!.illumination, all!.illumination);
      if (name !== 'cutout') assert.deepEqual(without!.patch, all!.patch);
    }
  });

  it('keeps the center in place except for the translation, also of a larger image', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const parameters = { ...everything, translation: undefined };
        const transform = sampleTransform(parameters, new Random(seed), { width: 100, height: 60 }, size);
        assertClose(mapPoints(transform.map, [50, 30]), [32, 24], 1e-4);
      }),
    );
  });
});
