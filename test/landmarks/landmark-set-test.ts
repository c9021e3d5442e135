import assert from 'node:assert/strict';
import { read300W } from '../../lib/datasets/ibug300w';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { readImm } from '../../lib/datasets/imm';
import { imm58 } from '../../lib/landmarks/imm58';
import { mirrorLandmarks } from '../../lib/landmarks/landmark-set';
import { realData } from '../datasets/real-data';

for (const landmarkSet of [imm58, ibug68]) {
  describe(`the landmarkSet ${landmarkSet.name}`, () => {
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

    it('keeps the tip of the nose and swaps the eyes', () => {
      assert.equal(landmarkSet.mirror[landmarkSet.noseTip], landmarkSet.noseTip);
      assert.equal(landmarkSet.mirror[landmarkSet.outerEyeCorners[0]], landmarkSet.outerEyeCorners[1]);
    });
  });
}

describe('the IMM mirror table against the data', () => {
  it('takes the mean frontal face onto its own mirror image', async function () {
    const { faces } = await readImm(realData(this, 'imm_face_db'));
    const frontal = faces.filter((face) => face.labels.pose === 'frontal, neutral');
    const mean = new Float32Array(2 * imm58.count);
    for (const face of frontal) face.landmarks.forEach((v, i) => (mean[i]! += v / frontal.length));
    const axis = mean.filter((_, i) => i % 2 === 0).reduce((sum, x) => sum + x / imm58.count, 0);
    const mirrored = mirrorLandmarks(imm58, mean, 2 * axis);
    const distance = (i: number, j: number) =>
      Math.hypot(mirrored[2 * i]! - mean[2 * j]!, mirrored[2 * i + 1]! - mean[2 * j + 1]!);
    for (let i = 0; i < imm58.count; i++) {
      // Neighbors on the face are 10 to 40 px apart; people hold their heads a little askew.
      assert.ok(distance(i, i) < 6, `landmark ${i} lies ${distance(i, i)} px from its mirror image`);
      const nearest = imm58.mirror.map((_, j) => distance(i, j)).reduce((min, d) => Math.min(min, d));
      assert.equal(distance(i, i), nearest, `landmark ${i} lies nearer to another one's mirror image`);
    }
  });

  it('has the outer corners of the eyes outermost in photos from the front', async function () {
    const { faces } = await readImm(realData(this, 'imm_face_db'));
    for (const { landmarks, id } of faces.filter((face) => face.labels.pose === 'frontal, neutral')) {
      const x = (i: number) => landmarks[2 * i]!;
      const [right, left] = imm58.outerEyeCorners;
      for (let i = 21; i <= 28; i++) assert.ok(x(right) <= x(i), `${id}, landmark ${i}`);
      for (let i = 13; i <= 20; i++) assert.ok(x(left) >= x(i), `${id}, landmark ${i}`);
    }
  });
});

describe('the 68-landmark mirror table against the data', () => {
  it('takes every photo onto its mirrored twin, to the pixel', async function () {
    const { faces } = await read300W(realData(this, 'ibug_300W_large_face_landmark_dataset'), 'test');
    const byId = new Map(faces.map((face) => [face.id, face]));
    const photos = faces.filter((face) => face.labels.mirrored === 'no');
    for (const face of photos) {
      const twin = byId.get(`${face.id}_mirror`)!;
      assert.deepEqual(mirrorLandmarks(ibug68, face.landmarks, face.width), twin.landmarks, face.id);
    }
    assert.equal(photos.length, faces.length / 2);
  });
});
