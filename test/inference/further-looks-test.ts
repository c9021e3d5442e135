import assert from 'node:assert/strict';
import type { Detection, FoundFace, Look, Square } from '../../lib/inference/face-search';
import { lookFurther } from '../../lib/inference/further-looks';

const SIDE = 1000;

/** A face that a made-up detector sees, with the confidence that it has for each look. */
interface Thing {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly confidence: (part: Square) => number;
}

/** Runs the search on a square photo. Looks at the whole photo are the first one, which is given, and bordered ones. */
async function search(things: readonly Thing[]): Promise<{ found: FoundFace[]; looks: Square[] }> {
  const looks: Square[] = [];
  const look: Look = (part) => {
    looks.push(part);
    const { x, y, side, turn } = part;
    const angle = (-turn * Math.PI) / 180;
    const seen = things.flatMap((thing): Detection[] => {
      const confidence = thing.confidence(part);
      const [dx, dy] = [(thing.x - x) / side, (thing.y - y) / side];
      const u = Math.cos(angle) * dx - Math.sin(angle) * dy + 0.5;
      const v = Math.sin(angle) * dx + Math.cos(angle) * dy + 0.5;
      if (confidence === 0 || Math.min(u, v) < 0 || Math.max(u, v) > 1) return [];
      const fraction = thing.size / side;
      return [{ confidence, box: { x: u - fraction / 2, y: v - fraction / 2, width: fraction, height: fraction } }];
    });
    return Promise.resolve(seen);
  };
  const whole: Square = { x: SIDE / 2, y: SIDE / 2, side: SIDE, turn: 0 };
  const first = (await look(whole, 512)).map(({ box, confidence }): FoundFace => {
    const size = box.width * SIDE;
    return {
      x: (box.x + box.width / 2) * SIDE,
      y: (box.y + box.height / 2) * SIDE,
      width: size,
      height: size,
      turn: 0,
      confidence,
    };
  });
  looks.pop();
  return { found: await lookFurther({ width: SIDE, height: SIDE }, first, look), looks };
}

const places = (faces: readonly FoundFace[]) =>
  faces
    .map(({ x, y, width, turn }) => [x, y, width, turn].map((value) => Math.round(value)))
    .sort((a, b) => a[0]! - b[0]!);

describe('inference/further-looks', () => {
  it('are not taken where the first has found a face for sure', async () => {
    const { found, looks } = await search([{ x: 400, y: 300, size: 200, confidence: () => 0.98 }]);
    assert.deepEqual(places(found), [[400, 300, 200, 0]]);
    assert.deepEqual(looks, []);
  });

  it('find small faces in the parts of the photo, each once', async () => {
    const confidence = ({ side }: Square): number => (side < SIDE ? 0.99 : 0);
    const faces = [150, 500, 850].flatMap((x) => [150, 500, 850].map((y) => ({ x, y, size: 20, confidence })));
    const { found } = await search(faces);
    assert.equal(found.length, 9);
  });

  it('find a face that fills the photo, with a border around it', async () => {
    for (const least of [1.2, 2]) {
      const confidence = ({ side, turn }: Square): number => (side > least * SIDE && turn === 0 ? 0.8 : 0);
      const { found } = await search([{ x: 500, y: 500, size: 700, confidence }]);
      assert.deepEqual(places(found), [[500, 500, 700, 0]], String(least));
    }
  });

  it('find a face on its side by the confidence of several looks, though it resembles an upright one', async () => {
    for (const side of [90, -90] as const) {
      const confidence = ({ turn }: Square): number => (turn === side ? 0.95 : turn === 0 ? 0.9 : 0.7);
      const { found } = await search([{ x: 600, y: 300, size: 200, confidence }]);
      assert.deepEqual(places(found), [[600, 300, 200, side]]);
    }
    const confidence = ({ turn }: Square): number => (turn === 0 ? 0.9 : 0.85);
    assert.deepEqual(places((await search([{ x: 600, y: 300, size: 200, confidence }])).found), [[600, 300, 200, 0]]);
  });

  it('are not taken where they can change nothing', async () => {
    const confidence = ({ turn }: Square): number => (turn === 0 ? 0.9 : 0.7);
    const { looks } = await search([{ x: 600, y: 300, size: 200, confidence }]);
    // One with a border, and one to each side: a second one there could not reach the 1.8 of the upright two.
    assert.deepEqual(
      looks.map(({ turn }) => turn),
      [0, 90, -90],
    );
  });

  it('believe only in what is likely', async () => {
    assert.deepEqual((await search([])).found, []);
    const confidence = ({ side, turn }: Square): number => (side === SIDE && turn === 0 ? 0 : 0.45);
    assert.deepEqual((await search([{ x: 500, y: 500, size: 300, confidence }])).found, []);
    const sideways = ({ turn }: Square): number => (turn === 0 ? 0 : 0.75);
    assert.deepEqual((await search([{ x: 500, y: 500, size: 300, confidence: sideways }])).found, []);
  });
});
