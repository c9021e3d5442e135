import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Config } from '../../../lib/datasets/own/config';
import type { Found } from '../../../lib/datasets/own/found';
import { knownSet } from '../../../lib/datasets/own/scheme/known';
import { chooseNames } from '../../../lib/datasets/own/scheme/landmark-names';
import { decideLandmarkSet } from '../../../lib/datasets/own/scheme/landmark-set';
import { sidesByName } from '../../../lib/datasets/own/scheme/mirror-by-name';
import { symmetryOf } from '../../../lib/datasets/own/scheme/mirror-by-shape';
import { polylinesOf } from '../../../lib/datasets/own/scheme/outlines';
import { ibug68 } from '../../../lib/landmarks/ibug68';
import { imm58 } from '../../../lib/landmarks/imm58';
import { alignShapes, transformed } from '../../../lib/landmarks/shape';
import { Random } from '../../../lib/random';
import { isDataError } from '../../errors';
import { readMeanShape } from '../../landmarks/mean-shapes';

/** Annotations with the same points: names with coordinates. */
function annotations(points: Readonly<Record<string, readonly [number, number]>>, photos = 3): Found[] {
  const entries = new Map(Object.entries(points));
  return Array.from({ length: photos }, (_, i) => {
    return { entry: '', photo: { path: `${i}.jpg` }, points: entries, file: 'a.json', format: 'test' };
  });
}

function decide(found: readonly Found[], config: Config = {}, edges: [string, string][] = []) {
  const chosen = chooseNames(found, [], config, 'mine');
  const landmarks = chosen.kept.map(({ points }) =>
    Float32Array.from(chosen.keys.flatMap((key) => points.get(key) ?? [NaN, NaN])),
  );
  const shapes = alignShapes(landmarks);
  return decideLandmarkSet({ chosen, edges, landmarks, shapes, box: 'photo', config, folder: 'mine', name: 'mine' });
}

describe('mirror pairs from names', () => {
  const pairs: [string, string][] = [
    ['left_eye', 'right_eye'],
    ['LeftEye', 'RightEye'],
    ['mouth left corner', 'mouth right corner'],
    ['eye.L', 'eye.R'],
    ['LEye', 'REye'],
    ['l-wrist', 'r-wrist'],
    ['leye', 'reye'],
    ['eye_left_2', 'eye_right_2'],
    ['linkes Auge', 'rechtes Auge'],
    ['oeil gauche', 'oeil droit'],
    ['左目', '右目'],
  ];
  for (const [left, right] of pairs) {
    it(`are ${left} and ${right}`, () => {
      assert.deepEqual(sidesByName([left, 'nose', right]), { pairs: [[0, 2]], alone: [] });
    });
  }

  it('are none of names without sides, or that only look like it', () => {
    assert.deepEqual(sidesByName(['nose', 'chin', 'lip', 'rim', 'L1', 'L2', 'd']), { pairs: [], alone: [] });
  });

  it('tell of landmarks without a counterpart', () => {
    assert.deepEqual(sidesByName(['left_eye', 'right_eye', 'left_ear']).alone, [2]);
  });
});

describe('mirror pairs from the mean shape', () => {
  for (const landmarkSet of [ibug68, imm58]) {
    it(`are those of ${landmarkSet.name}`, async () => {
      const mean = await readMeanShape(landmarkSet);
      const shapes = alignShapes([mean, mean])!;
      assert.deepEqual(symmetryOf(shapes)!.mirror, landmarkSet.mirror);
      assert.equal(knownSet(shapes.mean)!.set, landmarkSet);
    });
  }

  it('are found in noisy shapes that are turned and moved', () => {
    const leaf = [0, -9, 3, -5, -3, -5, 5, 0, -5, 0, 4, 5, -4, 5, 0, 9];
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = new Random(seed);
        const all = Array.from({ length: 30 }, () => {
          const [angle, scale] = [random.uniform(0, 2 * Math.PI), random.uniform(0.5, 2)];
          const turned = transformed(leaf, {
            a: scale * Math.cos(angle),
            b: scale * Math.sin(angle),
            x: random.uniform(0, 99),
            y: 7,
          });
          return turned.map((value) => value + random.normal(0, 0.2));
        });
        assert.deepEqual(symmetryOf(alignShapes(all)!)?.mirror, [0, 2, 1, 4, 3, 6, 5, 7]);
      }),
      { numRuns: 20 },
    );
  });

  it('are none where there is no symmetry, or only about an axis that lies across', () => {
    const hand = [0, 0, -6, -4, -10, -9, -5, -12, -1, -14, 3, -12, 6, -8];
    assert.equal(symmetryOf(alignShapes([hand, hand])!), null);
    const fish = [-9, 0, -5, -3, -5, 3, 2, -4, 2, 4, 9, -2, 9, 2];
    assert.equal(symmetryOf(alignShapes([fish, fish])!), null);
    assert.equal(symmetryOf(alignShapes([[0, 0, 1, 1, 2, 0]])!), null);
  });
});

describe('a landmark set', () => {
  const face = {
    left_eye_outer_corner: [9, 0],
    nose: [5, 4],
    right_eye_outer_corner: [1, 0],
    left_mouth: [7, 8],
    right_mouth: [3, 8.1],
  } as const;

  it('takes what it can from the names', () => {
    const { set, decisions } = decide(annotations(face));
    assert.deepEqual(set.mirror, [2, 1, 0, 4, 3]);
    assert.deepEqual(set.normalizer, { name: 'the distance between the outer eye corners', pair: [2, 0] });
    assert.deepEqual([set.count, set.symmetric, set.names![1]], [5, true, 'nose']);
    assert.deepEqual(
      decisions.filter(({ given }) => given),
      [],
    );
  });

  it('takes everything from landmarks.json', () => {
    const { set, decisions } = decide(annotations(face), {
      names: ['nose', 'left_mouth', 'right_mouth', 'left_eye_outer_corner', 'right_eye_outer_corner'],
      mirror: [['left_mouth', 2]],
      normalizer: [0, 'left_mouth'],
      parts: [{ name: 'mouth', landmarks: ['left_mouth', 'right_mouth'] }],
    });
    assert.deepEqual(set.mirror, [0, 2, 1, 3, 4]);
    assert.deepEqual(set.normalizer, { name: 'the distance between nose and left_mouth', pair: [0, 1] });
    assert.deepEqual(set.parts, [{ name: 'mouth', landmarks: [1, 2], closed: false }]);
    assert.ok(decisions.every(({ given }) => given));
    assert.equal(decide(annotations(face), { mirror: false }).set.symmetric, false);
    assert.equal(decide(annotations(face), { normalizer: 'diagonal' }).set.normalizer.pair, null);
  });

  it('is not flipped if one side is missing, and measures by the box where there are no eyes', () => {
    const { set, decisions } = decide(annotations({ left_ear: [9, 0], left_paw: [1, 1], right_paw: [5, 5] }));
    assert.deepEqual([set.symmetric, set.mirror, set.normalizer.pair], [false, [0, 1, 2], null]);
    assert.match(decisions.find(({ topic }) => topic === 'Mirror pairs')!.basis, /left_ear/);
  });

  it('works with a single landmark', () => {
    const { set } = decide(annotations({ nose: [1, 2] }));
    assert.deepEqual([set.count, set.symmetric], [1, false]);
  });

  it('joins lines to polylines', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    assert.deepEqual(
      polylinesOf(
        [
          [0, 1],
          [2, 1],
          [3, 4],
        ],
        names,
      ),
      [
        { name: 'a to c', landmarks: [0, 1, 2], closed: false },
        { name: 'd to e', landmarks: [3, 4], closed: false },
      ],
    );
    assert.deepEqual(
      polylinesOf(
        [
          [0, 1],
          [1, 2],
          [2, 0],
        ],
        names,
      ),
      [{ name: 'around a', landmarks: [0, 1, 2], closed: true }],
    );
    const { set } = decide(annotations(face), {}, [['left_mouth', 'right_mouth']]);
    assert.deepEqual(
      set.parts.map(({ landmarks }) => landmarks),
      [[3, 4]],
    );
  });

  it('measures a single landmark by the diagonal of the photo', () => {
    const { set, decisions } = decide(annotations({ stem: [5, 5] }));
    assert.deepEqual(set.normalizer, { name: 'the diagonal of the photo', pair: null, diagonal: 'face' });
    assert.ok(decisions.some(({ value, basis }) => value === set.normalizer.name && /single landmark/.test(basis)));
  });

  it('measures by what most photos show', () => {
    const hidden = { right_eye_outer_corner: face.right_eye_outer_corner, nose: face.nose, chin: [5, 9] } as const;
    const [few, single] = [annotations(face, 2), annotations({ nose: face.nose }, 8)];
    assert.equal(decide([...few, ...annotations(hidden, 3)]).set.normalizer.name, "the diagonal of the landmarks' box");
    assert.equal(decide([...few, ...single]).set.normalizer.name, 'the diagonal of the photo');
    assert.deepEqual(decide([...few, ...annotations(hidden, 2)]).set.normalizer.pair, [2, 0]);
  });

  it('names what is wrong in landmarks.json', () => {
    const wrong = (config: Config, ...named: string[]) =>
      assert.throws(() => decide(annotations(face), config), isDataError('mine/landmarks.json', ...named));
    wrong({ mirror: [['left_mouth', 'right_mout']] }, 'mirror', 'right_mout', "did you mean 'right_mouth'");
    wrong(
      {
        mirror: [
          [0, 1],
          [1, 2],
        ],
      },
      'mirror',
      'nose',
      'twice',
    );
    wrong({ normalizer: [0, 5] }, 'normalizer', '5', 'from 0 to 4');
    wrong({ normalizer: [0, 0] }, 'normalizer', 'different');
    const nose = annotations({ nose: [5, 4] });
    assert.throws(() => decide(nose, { normalizer: 'diagonal' }), isDataError('normalizer', 'no photo shows two'));
    const apart = [...annotations({ nose: [5, 4], chin: [5, 9] }), ...annotations({ chin: [5, 9], brow: [5, 0] })];
    assert.throws(() => decide(apart, { normalizer: ['nose', 'brow'] }), isDataError('both nose and brow'));
    wrong({ parts: [{ name: 'p', landmarks: ['x'] }] }, 'parts', '"x"');
    wrong({ names: ['nose'] }, 'left_eye_outer_corner', 'missing');
    wrong({ names: [...Object.keys(face), 'chin'] }, 'no annotation', 'chin');
    wrong({ names: [...Object.keys(face), 'nose'] }, 'nose', 'twice');
  });
});

describe('the landmarks of a folder', () => {
  const numbered = (count: number, photos: number): Found[] => {
    const points = Object.fromEntries(Array.from({ length: count }, (_, i) => [String(i), [i, i] as const]));
    return annotations(points, photos).map((one) => ({ ...one, count }));
  };

  it('are those of most faces', () => {
    const { names, problems } = chooseNames(
      [...numbered(5, 3), ...numbered(4, 1), ...annotations({ paw: [1, 2] }, 2)],
      [],
      {},
      '',
    );
    assert.equal(names.length, 5);
    assert.deepEqual(
      problems.map(({ problem }) => problem.replace(/ .*/, '')),
      ['its', 'its', 'it'],
    );
  });

  it('are as many as landmarks.json has names', () => {
    const {
      kept,
      names,
      numbered: isNumbered,
    } = chooseNames([...numbered(5, 1), ...numbered(2, 1)], [], { names: ['a', 'b'] }, '');
    assert.deepEqual([kept.length, names, isNumbered], [1, ['a', 'b'], false]);
  });

  it('keep the order in which files declare them, without those that no face has', () => {
    const { names, never } = chooseNames(annotations({ b: [1, 1], a: [2, 2] }), ['a', 'x', 'b'], {}, '');
    assert.deepEqual([names, never], [['a', 'b'], ['x']]);
  });

  it('keep numbers that do not count from 0', () => {
    const { names, numbered: isNumbered } = chooseNames(annotations({ 36: [1, 1], 8: [2, 2] }), [], {}, '');
    assert.deepEqual([names, isNumbered], [['8', '36'], false]);
  });
});
