import assert from 'node:assert/strict';
import { boxAround, fitBoxes } from '../../lib/landmarks/box-fit';
import { Random } from '../../lib/random';

const random = new Random(2);
const shape = Float32Array.from({ length: 16 }, () => random.uniform(0, 100));
const fit = { width: 3, height: 2.5, x: 0.1, y: -0.2 };
/** Copies of a shape at other places and of other sizes, each in its box. */
const faces = Array.from({ length: 9 }, () => {
  const [scale, x, y] = [random.uniform(0.5, 3), random.uniform(0, 300), random.uniform(0, 300)];
  const landmarks = shape.map((value, i) => scale * value + (i % 2 === 0 ? x : y));
  return { landmarks, box: boxAround(landmarks, fit) };
});
const near = (a: object | null, b: object): void =>
  Object.entries(b).forEach(([key, value]) =>
    assert.ok(Math.abs((a as Record<string, number>)[key]! - Number(value)) < 1e-3, `${key}: ${JSON.stringify(a)}`),
  );

describe('how boxes lie around landmarks', () => {
  it('is measured, whatever the place and size of a face', () => near(fitBoxes(faces), fit));

  it('is the typical one where some boxes are off', () => {
    const off = { ...faces[0]!, box: { x: 0, y: 0, width: 1000, height: 1000 } };
    near(fitBoxes([...faces, off, off]), fit);
  });

  it('is measured on faces that lack landmarks', () => {
    const holes = faces.map(({ landmarks, box }, face) => ({
      box,
      landmarks: landmarks.map((value, i) => (i >> 1 === face % 8 || i >> 1 === (face + 3) % 8 ? NaN : value)),
    }));
    near(fitBoxes(holes), fit);
  });

  it('is not told by a single landmark', () => {
    assert.equal(fitBoxes([{ landmarks: Float32Array.of(1, 2), box: { x: 0, y: 0, width: 9, height: 9 } }]), null);
  });
});
