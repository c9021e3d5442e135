import assert from 'node:assert/strict';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { imm58 } from '../../lib/landmarks/imm58';
import { mirrorLandmarks } from '../../lib/landmarks/landmark-set';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';
import { Random } from '../../lib/random';
import { project, turnOf } from '../../lib/synthetic/camera';
import type { View } from '../../lib/synthetic/camera';
import { neutral } from '../../lib/synthetic/expression';
import { randomIdentity } from '../../lib/synthetic/identity';
import { drawnLandmarks, ibugPlaces, immPlaces } from '../../lib/synthetic/landmarks';
import type { PlacesOf } from '../../lib/synthetic/landmarks';
import { layoutOf } from '../../lib/synthetic/layout';
import { MATERIALS, MeshBuilder } from '../../lib/synthetic/mesh';
import { addHead } from '../../lib/synthetic/parts';
import { rasterize } from '../../lib/synthetic/raster';
import { headSurface } from '../../lib/synthetic/surface';
import { meanShape, readMeanShape } from '../landmarks/mean-shapes';

const LANDMARKS: readonly [LandmarkSet, PlacesOf][] = [
  [imm58, immPlaces],
  [ibug68, ibugPlaces],
];

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
  const seen = rasterize(mesh.mesh(), view, 400, 400, () => 0);
  return (x: number, y: number) => seen.triangle[Math.floor(y) * 400 + Math.floor(x)]! >= 0;
}

describe('the landmarks of synthetic faces', () => {
  for (const [landmarkSet, placesOf] of LANDMARKS) {
    it(`are where the layout has them, seen from the front (${landmarkSet.name})`, () => {
      const { layout, surface } = person(3);
      const landmarks = drawnLandmarks(placesOf, layout, surface, { ...front, distance: 1e6 });
      const at = (i: number) => [(landmarks[2 * i]! - 200) / 45, (160 - landmarks[2 * i + 1]!) / 45];
      for (const [index, side] of [
        [landmarkSet.normalizer.pair![0], -1],
        [landmarkSet.normalizer.pair![1], 1],
      ] as const) {
        const [x, y] = layout.eyes[side].outer;
        assert.ok(Math.hypot(at(index)[0]! - side * x, at(index)[1]! - y) < 1e-3);
      }
    });

    it(`are on the head, those of the jaw on its outline on both sides, at any angle (${landmarkSet.name})`, () => {
      const jaw = landmarkSet.parts[0]!.landmarks;
      for (const yaw of [-0.6, -0.3, 0, 0.3, 0.6]) {
        const view = { ...front, yaw, roll: 0 };
        const { layout, surface } = person(4);
        const landmarks = drawnLandmarks(placesOf, layout, surface, view);
        const covered = outline(4, view);
        // The near side's landmarks are on the jaw's edge, which is not the outline of a turned head.
        const far = jaw.filter(
          (_, k) => (k - (jaw.length - 1) / 2) * yaw >= 0 && Math.abs(k - (jaw.length - 1) / 2) > 2,
        );
        for (const i of far) {
          const out = Math.sign(landmarks[2 * i]! - landmarks[2 * jaw[(jaw.length - 1) / 2]!]!);
          assert.ok(
            covered(landmarks[2 * i]! - 2.5 * out, landmarks[2 * i + 1]!),
            `landmark ${i} at ${yaw} is off the head`,
          );
          assert.ok(
            !covered(landmarks[2 * i]! + 5 * out, landmarks[2 * i + 1]!),
            `landmark ${i} at ${yaw} is inside the head`,
          );
        }
        for (let i = 0; i < landmarkSet.count; i++) {
          const [x, y] = [landmarks[2 * i]!, landmarks[2 * i + 1]!];
          const near = [-2, 0, 2].some((dx) => [-2, 0, 2].some((dy) => covered(x + dx, y + dy)));
          assert.ok(near, `landmark ${i} at ${yaw} is off the head`);
        }
      }
    });
  }

  it('move with the drawn surface: head, landmarks and camera agree', () => {
    const view: View = { ...front, yaw: 0.3, pitch: -0.2, roll: 0.25 };
    const { layout, surface } = person(6);
    const landmarks = drawnLandmarks(ibugPlaces, layout, surface, view);
    const mesh = new MeshBuilder();
    addHead(mesh, surface, view);
    const built = mesh.mesh();
    const seen = rasterize(built, view, 400, 400, () => 0);
    const turn = turnOf(view);
    // The near eye, the lips and the tip of the nose are visible: what is drawn there has their depth.
    for (const i of [30, 36, 37, 38, 39, 48, 51, 54, 57]) {
      const pixel = Math.floor(landmarks[2 * i + 1]!) * 400 + Math.floor(landmarks[2 * i]!);
      const [a, b, c] = [0, 1, 2].map((k) => built.triangles[3 * seen.triangle[pixel]! + k]!);
      const [u, v] = [seen.first[pixel]!, seen.second[pixel]!];
      const paint = [0, 1].map(
        (k) => u * built.paint[3 * a! + k]! + v * built.paint[3 * b! + k]! + (1 - u - v) * built.paint[3 * c! + k]!,
      );
      // The pixel was painted as that place of the face's plan, and projecting the place leads back to the landmark.
      const theta = surface.angle(paint[0]!, paint[1]!);
      const [x, y] = project(view, turn(surface.at(theta, paint[1]!)));
      assert.ok(Math.hypot(x - landmarks[2 * i]!, y - landmarks[2 * i + 1]!) < 1.2, `landmark ${i}`);
    }
    assert.equal(MATERIALS[built.material[0]!], 'skin');
  });
});

describe('the mean shape of synthetic faces', () => {
  // The tolerance is in distances of the outer eye corners.
  for (const [landmarkSet, placesOf, tolerance] of [
    [imm58, immPlaces, 0.07],
    [ibug68, ibugPlaces, 0.09],
  ] as const) {
    const drawn = Array.from({ length: 60 }, (_, seed) => {
      const { layout, surface } = person(seed);
      return drawnLandmarks(placesOf, layout, surface, front);
    });
    const mean = meanShape(landmarkSet, drawn);

    it(`is that of real faces, landmark by landmark (${landmarkSet.name})`, async () => {
      const real = await readMeanShape(landmarkSet);
      for (let i = 0; i < landmarkSet.count; i++) {
        const distance = Math.hypot(mean[2 * i]! - real[2 * i]!, mean[2 * i + 1]! - real[2 * i + 1]!);
        assert.ok(distance < tolerance, `landmark ${i}: ${distance.toFixed(3)}`);
      }
    });

    it(`is its own mirror image (${landmarkSet.name})`, () => {
      mirrorLandmarks(landmarkSet, mean, 0).forEach((v, i) => assert.ok(Math.abs(v - mean[i]!) < 0.03, `${i}: ${v}`));
    });
  }
});
