import assert from 'node:assert/strict';
import { project, turnOf, type View } from '../../lib/synthetic/camera';
import { neutral } from '../../lib/synthetic/expression';
import { randomIdentity } from '../../lib/synthetic/identity';
import { drawnPoints } from '../../lib/synthetic/landmarks';
import { layoutOf } from '../../lib/synthetic/layout';
import { materials, MeshBuilder } from '../../lib/synthetic/mesh';
import { addHead } from '../../lib/synthetic/parts';
import { rasterise } from '../../lib/synthetic/raster';
import { headSurface } from '../../lib/synthetic/surface';
import { read300W } from '../../lib/datasets/ibug300w';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { readImm } from '../../lib/datasets/imm';
import { imm58 } from '../../lib/landmarks/imm58';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';
import { Random } from '../../lib/random';
import { realData } from '../datasets/real-data';

const front: View = { yaw: 0, pitch: 0, roll: 0, center: [200, 160], scale: 45, distance: 25 };

function person(seed: number) {
  const random = new Random(seed);
  const identity = randomIdentity(random);
  const expression = neutral(random);
  const layout = layoutOf(identity, expression);
  return { layout, surface: headSurface(identity, layout, expression) };
}

function outline(seed: number, view: View) {
  const { surface } = person(seed);
  const mesh = new MeshBuilder();
  addHead(mesh, surface, view);
  const seen = rasterise(mesh.mesh(), view, 400, 400, () => 0);
  return (x: number, y: number) => seen.triangle[Math.floor(y) * 400 + Math.floor(x)]! >= 0;
}

describe('the landmarks of drawn faces', () => {
  for (const landmarkSet of [imm58, ibug68]) {
    it(`lie where the plan of the face has them, seen from the front (${landmarkSet.name})`, () => {
      const { layout, surface } = person(3);
      const points = drawnPoints(landmarkSet, layout, surface, { ...front, distance: 1e6 });
      const at = (i: number) => [(points[2 * i]! - 200) / 45, (160 - points[2 * i + 1]!) / 45];
      for (const [index, side] of [
        [landmarkSet.outerEyeCorners[0], -1],
        [landmarkSet.outerEyeCorners[1], 1],
      ] as const) {
        const [x, y] = layout.eyes[side].outer;
        assert.ok(Math.hypot(at(index)[0]! - side * x, at(index)[1]! - y) < 1e-3);
      }
    });

    it(`lie on the head, those of the jaw on its outline on both sides, however it is turned (${landmarkSet.name})`, () => {
      const jaw = landmarkSet.parts[0]!.landmarks;
      for (const yaw of [-0.6, -0.3, 0, 0.3, 0.6]) {
        const view = { ...front, yaw, roll: 0 };
        const { layout, surface } = person(4);
        const points = drawnPoints(landmarkSet, layout, surface, view);
        const covered = outline(4, view);
        // The near side's points lie on the jaw's edge, which is not the outline of a turned head.
        const far = jaw.filter(
          (_, k) => (k - (jaw.length - 1) / 2) * yaw >= 0 && Math.abs(k - (jaw.length - 1) / 2) > 2,
        );
        for (const i of far) {
          const out = Math.sign(points[2 * i]! - points[2 * jaw[(jaw.length - 1) / 2]!]!);
          assert.ok(covered(points[2 * i]! - 2.5 * out, points[2 * i + 1]!), `point ${i} at ${yaw} is off the head`);
          assert.ok(!covered(points[2 * i]! + 5 * out, points[2 * i + 1]!), `point ${i} at ${yaw} is inside the head`);
        }
        for (let i = 0; i < landmarkSet.count; i++) {
          const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
          const near = [-2, 0, 2].some((dx) => [-2, 0, 2].some((dy) => covered(x + dx, y + dy)));
          assert.ok(near, `point ${i} at ${yaw} is off the head`);
        }
      }
    });
  }

  it('move with the drawn surface: head, points and camera agree', () => {
    const view: View = { ...front, yaw: 0.3, pitch: -0.2, roll: 0.25 };
    const { layout, surface } = person(6);
    const points = drawnPoints(ibug68, layout, surface, view);
    const mesh = new MeshBuilder();
    addHead(mesh, surface, view);
    const built = mesh.mesh();
    const seen = rasterise(built, view, 400, 400, () => 0);
    const turn = turnOf(view);
    // The near eye, the lips and the tip of the nose are visible: what is drawn there has their depth.
    for (const i of [30, 36, 37, 38, 39, 48, 51, 54, 57]) {
      const pixel = Math.floor(points[2 * i + 1]!) * 400 + Math.floor(points[2 * i]!);
      const [a, b, c] = [0, 1, 2].map((k) => built.triangles[3 * seen.triangle[pixel]! + k]!);
      const [u, v] = [seen.first[pixel]!, seen.second[pixel]!];
      const paint = [0, 1].map(
        (k) => u * built.paint[3 * a! + k]! + v * built.paint[3 * b! + k]! + (1 - u - v) * built.paint[3 * c! + k]!,
      );
      // The pixel was painted as that place of the face's plan, and projecting the place leads back to the point.
      const theta = surface.angle(paint[0]!, paint[1]!);
      const [x, y] = project(view, turn(surface.at(theta, paint[1]!)));
      assert.ok(Math.hypot(x - points[2 * i]!, y - points[2 * i + 1]!) < 1.2, `point ${i}`);
    }
    assert.equal(materials[built.material[0]!], 'skin');
  });
});

describe('the mean shape of drawn faces', () => {
  it("is that of IMM's frontal photos to 7 % of the eyes' distance, point by point", async function () {
    const { faces } = await readImm(realData(this, 'imm_face_db'));
    const frontal = faces.filter((face) => face.labels.pose === 'frontal, neutral').map((face) => face.landmarks);
    compare(imm58, frontal, 0.07);
  });

  it("is that of 300-W's photos to 9 %", async function () {
    const { faces } = await read300W(realData(this, 'ibug_300W_large_face_landmark_dataset'), 'training');
    compare(
      ibug68,
      faces.map((face) => face.landmarks),
      0.09,
    );
  });

  function compare(landmarkSet: LandmarkSet, real: readonly Float32Array[], tolerance: number): void {
    const drawn = Array.from({ length: 60 }, (_, seed) => {
      const { layout, surface } = person(seed);
      return drawnPoints(landmarkSet, layout, surface, front);
    });
    const [a, b] = [meanShape(landmarkSet, drawn), meanShape(landmarkSet, real)];
    for (let i = 0; i < landmarkSet.count; i++) {
      const distance = Math.hypot(a[2 * i]! - b[2 * i]!, a[2 * i + 1]! - b[2 * i + 1]!);
      assert.ok(distance < tolerance, `point ${i} of ${landmarkSet.name}: ${distance.toFixed(3)}`);
    }
  }

  /** Mean of shapes turned, moved and scaled so that the outer corners of the eyes are at (-0.5, 0) and (0.5, 0). */
  function meanShape(landmarkSet: LandmarkSet, shapes: readonly Float32Array[]): Float32Array {
    const mean = new Float32Array(2 * landmarkSet.count);
    const [r, l] = landmarkSet.outerEyeCorners;
    for (const p of shapes) {
      const [ax, ay] = [p[2 * l]! - p[2 * r]!, p[2 * l + 1]! - p[2 * r + 1]!];
      const square = ax * ax + ay * ay;
      for (let i = 0; i < landmarkSet.count; i++) {
        const x = p[2 * i]! - (p[2 * l]! + p[2 * r]!) / 2;
        const y = p[2 * i + 1]! - (p[2 * l + 1]! + p[2 * r + 1]!) / 2;
        mean[2 * i]! += (x * ax + y * ay) / square / shapes.length;
        mean[2 * i + 1]! += (y * ax - x * ay) / square / shapes.length;
      }
    }
    return mean;
  }
});
