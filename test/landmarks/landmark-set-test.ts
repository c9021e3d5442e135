import assert from 'node:assert/strict';
import { read300W } from '../../lib/datasets/ibug300w';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { readImm } from '../../lib/datasets/imm';
import { imm58 } from '../../lib/landmarks/imm58';
import { mirrorPoints } from '../../lib/landmarks/landmark-set';
import { realData } from '../datasets/real-data';

for (const scheme of [imm58, ibug68]) {
  describe(`the scheme ${scheme.name}`, () => {
    it('has a mirror table that is an involution over all points', () => {
      assert.equal(scheme.mirror.length, scheme.count);
      scheme.mirror.forEach((to, from) => assert.equal(scheme.mirror[to], from));
    });

    it('has every point in exactly one part', () => {
      const points = scheme.parts.flatMap((part) => part.points).sort((a, b) => a - b);
      assert.deepEqual(
        points,
        Array.from({ length: scheme.count }, (_, i) => i),
      );
    });

    it('mirrors parts onto parts, joined in the same way', () => {
      const edges = (map: (i: number) => number) =>
        scheme.parts
          .flatMap(({ points, closed }) => {
            const next = [...points.slice(1), ...(closed ? points.slice(0, 1) : [])];
            return next.map((to, i) => [map(points[i]!), map(to)].sort((a, b) => a - b).join('-'));
          })
          .sort();
      assert.deepEqual(
        edges((i) => scheme.mirror[i]!),
        edges((i) => i),
      );
    });

    it('keeps the tip of the nose and swaps the eyes', () => {
      assert.equal(scheme.mirror[scheme.noseTip], scheme.noseTip);
      assert.equal(scheme.mirror[scheme.outerEyeCorners[0]], scheme.outerEyeCorners[1]);
    });
  });
}

describe('the IMM mirror table against the data', () => {
  it('takes the mean frontal face onto its own mirror image', async function () {
    const { faces } = await readImm(realData(this, 'imm_face_db'));
    const frontal = faces.filter((face) => face.labels.pose === 'frontal, neutral');
    const mean = new Float32Array(2 * imm58.count);
    for (const face of frontal) face.points.forEach((v, i) => (mean[i]! += v / frontal.length));
    const axis = mean.filter((_, i) => i % 2 === 0).reduce((sum, x) => sum + x / imm58.count, 0);
    const mirrored = mirrorPoints(imm58, mean, 2 * axis);
    const distance = (i: number, j: number) =>
      Math.hypot(mirrored[2 * i]! - mean[2 * j]!, mirrored[2 * i + 1]! - mean[2 * j + 1]!);
    for (let i = 0; i < imm58.count; i++) {
      // Neighbours on the face are 10 to 40 px apart; people hold their heads a little askew.
      assert.ok(distance(i, i) < 6, `point ${i} lies ${distance(i, i)} px from its mirror image`);
      const nearest = imm58.mirror.map((_, j) => distance(i, j)).reduce((min, d) => Math.min(min, d));
      assert.equal(distance(i, i), nearest, `point ${i} lies nearer to another one's mirror image`);
    }
  });

  it('has the outer corners of the eyes outermost in photos from the front', async function () {
    const { faces } = await readImm(realData(this, 'imm_face_db'));
    for (const { points, id } of faces.filter((face) => face.labels.pose === 'frontal, neutral')) {
      const x = (i: number) => points[2 * i]!;
      const [right, left] = imm58.outerEyeCorners;
      for (let i = 21; i <= 28; i++) assert.ok(x(right) <= x(i), `${id}, point ${i}`);
      for (let i = 13; i <= 20; i++) assert.ok(x(left) >= x(i), `${id}, point ${i}`);
    }
  });
});

describe('the 68-point mirror table against the data', () => {
  it('takes every photo onto its mirrored twin, to the pixel', async function () {
    const { faces } = await read300W(realData(this, 'ibug_300W_large_face_landmark_dataset'), 'test');
    const byId = new Map(faces.map((face) => [face.id, face]));
    const photos = faces.filter((face) => face.labels.mirrored === 'no');
    for (const face of photos) {
      const twin = byId.get(`${face.id}_mirror`)!;
      assert.deepEqual(mirrorPoints(ibug68, face.points, face.width), twin.points, face.id);
    }
    assert.equal(photos.length, faces.length / 2);
  });
});
