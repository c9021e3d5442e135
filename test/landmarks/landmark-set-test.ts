import assert from 'node:assert/strict';
import { read300W } from '../../lib/datasets/ibug300w';
import { readImm } from '../../lib/datasets/imm';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { imm58 } from '../../lib/landmarks/imm58';
import { boxDiagonal, mirrorLandmarks, outerEyeCorners, selectFromSet } from '../../lib/landmarks/landmark-set';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';
import { realData } from '../datasets/real-data';
import { meanShape, readMeanShape } from './mean-shapes';

for (const landmarkSet of [imm58, ibug68]) {
  describe(`the landmark set ${landmarkSet.name}`, () => {
    it('has a mirror table that is an involution over all landmarks', () => {
      assert.equal(landmarkSet.mirror.length, landmarkSet.count);
      landmarkSet.mirror.forEach((to, from) => assert.equal(landmarkSet.mirror[to], from));
    });

    it('has every landmark in exactly one part', () => {
      const landmarks = landmarkSet.parts.flatMap((part) => part.landmarks).sort((a, b) => a - b);
      assert.deepEqual(
        landmarks,
        Array.from({ length: landmarkSet.count }, (_, i) => i),
      );
    });

    it('mirrors parts onto parts, joined in the same way', () => {
      const edges = (map: (i: number) => number) =>
        landmarkSet.parts
          .flatMap(({ landmarks, closed }) => {
            const next = [...landmarks.slice(1), ...(closed ? landmarks.slice(0, 1) : [])];
            return next.map((to, i) => [map(landmarks[i]!), map(to)].sort((a, b) => a - b).join('-'));
          })
          .sort();
      assert.deepEqual(
        edges((i) => landmarkSet.mirror[i]!),
        edges((i) => i),
      );
    });

    it('takes the mean face onto its own mirror image, landmark by landmark', async () => {
      const mean = await readMeanShape(landmarkSet);
      const mirrored = mirrorLandmarks(landmarkSet, mean, 0);
      const distance = (i: number, j: number) =>
        Math.hypot(mirrored[2 * i]! - mean[2 * j]!, mirrored[2 * i + 1]! - mean[2 * j + 1]!);
      for (let i = 0; i < landmarkSet.count; i++) {
        // In distances of the outer eye corners. Neighbors on the face are 0.08 to 0.3 apart; people tilt their heads.
        assert.ok(distance(i, i) < 0.05, `landmark ${i} is ${distance(i, i)} from its mirror image`);
        const nearest = Math.min(...landmarkSet.mirror.map((_, j) => distance(i, j)));
        assert.equal(distance(i, i), nearest, `landmark ${i} is nearer to another one's mirror image`);
      }
    });

    it('has the outermost landmarks of the eyes as their outer corners', async () => {
      const mean = await readMeanShape(landmarkSet);
      landmarkSet.normalizer.pair!.forEach((corner, side) => {
        const eye = landmarkSet.parts.find(({ landmarks }) => landmarks.includes(corner))!.landmarks;
        const outwards = (i: number) => mean[2 * i]! * (side === 0 ? -1 : 1);
        for (const i of eye) assert.ok(outwards(corner) >= outwards(i), `landmark ${i}`);
      });
    });

    it('keeps the tip of the nose and swaps the eyes', () => {
      assert.equal(landmarkSet.mirror[landmarkSet.noseTip], landmarkSet.noseTip);
      const [right, left] = landmarkSet.normalizer.pair!;
      assert.equal(landmarkSet.mirror[right], left);
    });
  });
}

describe('the real data', () => {
  const agrees = async (landmarkSet: LandmarkSet, shapes: readonly Float32Array[], tolerance: number) => {
    const expected = await readMeanShape(landmarkSet);
    meanShape(landmarkSet, shapes).forEach((v, i) => assert.ok(Math.abs(v - expected[i]!) < tolerance, `${i}: ${v}`));
  };

  it("has IMM's mean shape", async function () {
    const { faces } = await readImm(realData(this, 'imm_face_db'));
    const frontal = faces.filter((face) => face.labels.pose === 'frontal, neutral');
    await agrees(
      imm58,
      frontal.map(({ landmarks }) => landmarks),
      0.001,
    );
  });

  it("has 300-W's mean shape, and its twins are mirrored by the table, to the pixel", async function () {
    const { faces } = await read300W(realData(this, 'ibug_300W_large_face_landmark_dataset'), 'training');
    await agrees(
      ibug68,
      faces.map(({ landmarks }) => landmarks),
      0.02, // the complete archive has more photos than the one that the fixture is from
    );
    const byId = new Map(faces.map((face) => [face.id, face]));
    for (const face of faces.filter(({ labels }) => labels.mirrored === 'no')) {
      const twin = byId.get(`${face.id}_mirror`)!;
      assert.deepEqual(mirrorLandmarks(ibug68, face.landmarks, face.width), twin.landmarks, face.id);
    }
  });
});

describe('selectFromSet', () => {
  const set: LandmarkSet = {
    name: 'four',
    count: 4,
    names: ['right eye', 'left eye', 'chin', 'nose'],
    parts: [
      { name: 'eyes', landmarks: [0, 1], closed: false },
      { name: 'nose', landmarks: [3, 2], closed: false },
    ],
    mirror: [1, 0, 2, 3],
    symmetric: true,
    noseTip: 3,
    normalizer: outerEyeCorners(0, 1),
  };

  it('renumbers the selected landmarks in the order requested', () => {
    assert.deepEqual(selectFromSet(set, [3, 0, 1]), {
      name: 'four',
      count: 3,
      names: ['nose', 'right eye', 'left eye'],
      parts: [
        { name: 'eyes', landmarks: [1, 2], closed: false },
        { name: 'nose', landmarks: [0], closed: false },
      ],
      mirror: [0, 2, 1],
      symmetric: true,
      noseTip: 0,
      normalizer: outerEyeCorners(1, 2),
    });
  });

  it('marks omitted landmarks with -1', () => {
    const { noseTip, normalizer, parts } = selectFromSet(set, [2]);
    assert.deepEqual([noseTip, normalizer.pair, parts.length], [-1, [-1, -1], 1]);
  });

  it('keeps a normalizer that needs no pair', () => {
    assert.deepEqual(selectFromSet({ ...set, normalizer: boxDiagonal }, [2]).normalizer, boxDiagonal);
  });

  it('rejects unknown landmarks and half a pair', () => {
    assert.throws(() => selectFromSet(set, [4]), RangeError);
    assert.throws(() => selectFromSet(set, [0]), RangeError);
  });
});
