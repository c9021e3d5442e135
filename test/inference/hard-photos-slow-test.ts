import assert from 'node:assert/strict';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { predictFaces } from '../../lib/inference/predict';
import type { PhotoPrediction } from '../../lib/inference/predict';
import type { Predictor } from '../../lib/inference/two-stage';
import { openPredictor } from '../../lib/recipes/predictor';
import { temporaryFolder } from '../environment';
import { PORTRAIT } from '../portrait';

type Point = readonly [x: number, y: number];

/** Photos on which a detector with a single look fails: see the issues of detectors in public. */
describe('photos that are hard to find faces in', () => {
  const folder = temporaryFolder();
  let predictor: Predictor;
  let upright: Point[];
  let box: { x: number; y: number; width: number };

  before(async () => {
    predictor = await openPredictor({});
    const [face] = (await predictFaces(PORTRAIT, predictor)).faces;
    upright = pointsOf(face!.landmarks);
    box = face!.box;
  });
  after(() => predictor.dispose());

  async function predict(photo: Sharp, name = 'photo.jpg'): Promise<PhotoPrediction> {
    const file = join(folder(), name);
    await photo.toFile(file);
    return predictFaces(file, predictor);
  }

  it('show the face on its side: as upright, turned along', async () => {
    const places: Record<number, (point: Point) => Point> = {
      90: ([x, y]) => [y, 512 - x],
      270: ([x, y]) => [512 - y, x],
    };
    for (const [turn, back] of Object.entries(places)) {
      const { faces } = await predict(sharp(PORTRAIT).rotate(Number(turn)), 'turned.png');
      assert.equal(faces.length, 1);
      const error = errorOf(pointsOf(faces[0]!.landmarks).map(back), upright);
      assert.ok(error < 0.01, `${turn}: ${error}`);
    }
  });

  it('show many small faces', async () => {
    const copy = await sharp(PORTRAIT).resize(400).png().toBuffer();
    const places = [0, 1, 2].flatMap((row) =>
      [0, 1, 2, 3].map((column) => ({ left: 200 + 950 * column, top: 150 + 950 * row })),
    );
    const canvas = sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#8a9a8a' } });
    const { faces } = await predict(canvas.composite(places.map((place) => ({ input: copy, ...place }))));
    assert.equal(faces.length, 12);
    for (const { landmarks } of faces) {
      const points = pointsOf(landmarks);
      const { left, top } = places.find(
        (place) =>
          points[30]![0] - place.left < 400 &&
          points[30]![1] - place.top < 400 &&
          points[30]![0] > place.left &&
          points[30]![1] > place.top,
      )!;
      const error = errorOf(
        points.map(([x, y]): Point => [((x - left) * 512) / 400, ((y - top) * 512) / 400]),
        upright,
      );
      assert.ok(error < 0.05, String(error));
    }
  });

  it('are small, blurred crops of a face', async () => {
    for (const size of [64, 90, 128]) {
      // Twice the face's box, as frames of videos and thumbnails have it.
      const side = Math.round(2 * box.width);
      const [left, top] = [box.x - box.width / 2, box.y - box.width / 2].map((value) =>
        Math.max(0, Math.round(value)),
      ) as [number, number];
      const crop = await sharp(PORTRAIT)
        .extract({ left, top, width: side, height: side })
        .resize(size)
        .png()
        .toBuffer();
      const { faces } = await predict(
        sharp(crop)
          .resize(2 * size)
          .jpeg({ quality: 80 }),
      );
      assert.equal(faces.length, 1, String(size));
      const scale = side / (2 * size);
      const points = pointsOf(faces[0]!.landmarks).map(([x, y]): Point => [x * scale + left, y * scale + top]);
      const error = errorOf(points, upright);
      assert.ok(error < 0.08, `${size}: ${error}`);
    }
  });
});

const pointsOf = (landmarks: Float32Array): Point[] =>
  Array.from({ length: landmarks.length / 2 }, (_, i) => [landmarks[2 * i]!, landmarks[2 * i + 1]!]);

/** Mean distance over that of the outer corners of the eyes. */
function errorOf(points: readonly Point[], truth: readonly Point[]): number {
  const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const sum = points.reduce((total, point, i) => total + distance(point, truth[i]!), 0);
  return sum / points.length / distance(truth[36]!, truth[45]!);
}
