import assert from 'node:assert/strict';
import sharp from 'sharp';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { Random } from '../../lib/random';
import { free, neutral } from '../../lib/synthetic/expression';
import type { Expression } from '../../lib/synthetic/expression';
import { randomIdentity } from '../../lib/synthetic/identity';
import type { Identity } from '../../lib/synthetic/identity';
import { ibugPlaces } from '../../lib/synthetic/landmarks';
import { drawPhoto } from '../../lib/synthetic/photo';
import { wildScene } from '../../lib/synthetic/scenes';

const SIDE = 160;
const random = () => new Random(11);
const plain: Identity = {
  ...randomIdentity(random().split('person')),
  hair: { style: 'short', line: 1.4, receding: 0.1, fringe: 0, volume: 1, curl: 0.2, end: -3 },
  beard: { cheeks: 0, chin: 0, moustache: 0 },
  glasses: null,
  freckles: 0,
  skin: [0.5, 0.3, 0.22],
  hairColor: [0.02, 0.015, 0.01],
};

/** A frontal photo without noise: its gray values, and the box of some parts of the face by the landmarks. */
async function draw(person: Partial<Identity>, expression: Partial<Expression> = {}) {
  const scene = wildScene({ ...plain, ...person }, SIDE, random());
  const { jpeg, landmarks } = await drawPhoto(
    {
      ...scene,
      expression: { ...neutral(random()), ...expression },
      view: { ...scene.view, yaw: 0, pitch: 0, roll: 0 },
      light: { direction: [0, 0.3, 0.95], color: [0.6, 0.6, 0.6], ambient: [0.3, 0.3, 0.3], softness: 0.7 },
      camera: { ...scene.camera, exposure: 1, blur: 0.4, noise: 0, gray: true, quality: 95 },
    },
    random(),
  );
  const gray = await sharp(jpeg).grayscale().raw().toBuffer();
  const points = landmarks(ibugPlaces);
  return (...parts: string[]) => {
    const indices = ibug68.parts.flatMap((part) => (parts.includes(part.name) ? part.landmarks : []));
    const [xs, ys] = [0, 1].map((k) => indices.map((i) => points[2 * i + k]!)) as [number[], number[]];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const values: number[] = [];
    for (let y = Math.round(top); y < bottom; y++) {
      for (let x = Math.round(left); x < right; x++) values.push(gray[y * SIDE + x]!);
    }
    return values;
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const difference = (a: readonly number[], b: readonly number[]) => mean(a.map((v, i) => Math.abs(v - b[i]!)));

describe('a drawn photo', () => {
  it('shows glasses about the eyes and nowhere else', async () => {
    const glasses = { width: 0.5, height: 0.4, boxiness: 3, rim: 0.05, color: [0.01, 0.01, 0.01] as const };
    const [without, wearing] = [await draw({}), await draw({ glasses })];
    const eyes = ['right eye', 'left eye', 'right brow', 'left brow'];
    assert.ok(difference(without(...eyes), wearing(...eyes)) > 4);
    assert.ok(difference(without('outer lips'), wearing('outer lips')) < 1);
  });

  it('shows a dark beard around the mouth', async () => {
    const beard = { cheeks: 0.9, chin: 1, moustache: 0.9 };
    const [shaven, bearded] = [await draw({}), await draw({ beard })];
    const lower = (photo: Awaited<ReturnType<typeof draw>>) => mean(photo('underside of the nose', 'outer lips'));
    assert.ok(lower(bearded) < 0.85 * lower(shaven));
    assert.ok(difference(shaven('right brow', 'left brow'), bearded('right brow', 'left brow')) < 2);
  });

  it('shows long hair beside the jaw', async () => {
    const [short, long] = [await draw({}), await draw({ hair: { ...plain.hair, style: 'long', end: -4 } })];
    assert.ok(difference(short('jaw'), long('jaw')) > 3);
    assert.ok(difference(short('inner lips'), long('inner lips')) < 2);
  });

  it('shows a bald head, freckles and an open mouth', async () => {
    const photo = await draw({});
    const bald = await draw({ hair: { ...plain.hair, style: 'bald' }, freckles: 1, age: 0.9 });
    assert.ok(difference(photo('jaw'), bald('jaw')) > 0.3);
    const [shut, open] = [photo('outer lips'), (await draw({}, { open: 1, smile: 0.5 }))('outer lips')];
    assert.ok(open.length > 1.5 * shut.length);
  });
});

describe('free expressions', () => {
  it('stay in the documented ranges and cover them', () => {
    const all = Array.from({ length: 300 }, (_, seed) => free(new Random(seed)));
    const within = (values: readonly number[], low: number, high: number) => {
      assert.ok(Math.min(...values) >= low && Math.max(...values) <= high);
      assert.ok(Math.max(...values) - Math.min(...values) > 0.7 * (high - low));
    };
    within(
      all.map(({ smile }) => smile),
      -0.5,
      1,
    );
    within(
      all.map(({ open }) => open),
      0,
      1,
    );
    within(
      all.map(({ brows }) => brows),
      -1,
      1,
    );
    within(
      all.map(({ eyes }) => eyes),
      0,
      1.3,
    );
    within(
      all.map(({ pucker }) => pucker),
      -1,
      1,
    );
    for (const { gaze } of all) for (const part of gaze) assert.ok(Math.abs(part) <= 1);
  });
});

describe('scenes in the wild', () => {
  it('have every kind of light and background', () => {
    const scenes = Array.from({ length: 60 }, (_, seed) => wildScene(plain, SIDE, new Random(seed)));
    for (const { light, view, background, camera } of scenes) {
      assert.ok(Math.abs(Math.hypot(...light.direction) - 1) < 1e-9);
      assert.ok(Math.abs(view.yaw) <= (52 * Math.PI) / 180 && camera.quality <= 95);
      const image = new Float32Array(3 * 8 * 8).fill(NaN);
      background(image, 8, 8);
      for (const value of image) assert.ok(value >= 0 && value <= 1.01);
    }
    assert.ok(scenes.some(({ camera }) => camera.gray) && scenes.some(({ camera }) => !camera.gray));
  });
});
