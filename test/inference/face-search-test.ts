import assert from 'node:assert/strict';
import { findFaces, lookAgain } from '../../lib/inference/face-search';
import type { Detection, FoundFace, Look, Turn } from '../../lib/inference/face-search';

/** A face that a made-up detector sees where it has the right size, or something that looks like one only once. */
interface Thing {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly turn: Turn;
  readonly confidence: number;
  /** The only input size at which it looks like a face. */
  readonly onlyAt?: number;
}

/** A detector that finds faces of 1/10 to 3/4 of its input's side and of at least 16 pixels. */
function detector(things: readonly Thing[]): { look: Look; looks: { size: number; turn: Turn }[] } {
  const looks: { size: number; turn: Turn }[] = [];
  const look: Look = ({ x, y, side, turn }, size) => {
    looks.push({ size, turn });
    const seen = things.flatMap((thing): Detection[] => {
      const fraction = thing.size / side;
      if (fraction < 0.1 || fraction > 0.75 || fraction * size < 16 || thing.turn !== turn) return [];
      if (thing.onlyAt !== undefined && thing.onlyAt !== size) return [];
      const angle = (-turn * Math.PI) / 180;
      const [dx, dy] = [thing.x - x, thing.y - y];
      const u = (Math.cos(angle) * dx - Math.sin(angle) * dy) / side + 0.5;
      const v = (Math.sin(angle) * dx + Math.cos(angle) * dy) / side + 0.5;
      if (u < 0 || u > 1 || v < 0 || v > 1) return [];
      const box = { x: u - fraction / 2, y: v - fraction / 2, width: fraction, height: fraction };
      return [{ box, confidence: thing.confidence }];
    });
    return Promise.resolve(seen);
  };
  return { look, looks };
}

const thing = (x: number, y: number, size: number, changes: Partial<Thing> = {}): Thing => {
  return { x, y, size, turn: 0, confidence: 0.9, ...changes };
};

const photo = { width: 1200, height: 800 };

const find = (things: readonly Thing[]): Promise<FoundFace[]> => findFaces(photo, detector(things).look);

function assertFound(found: readonly FoundFace[], expected: readonly Thing[]): void {
  assert.equal(found.length, expected.length);
  for (const { x, y, size, turn } of expected) {
    const face = found.find((one) => Math.hypot(one.x - x, one.y - y) < 1e-6);
    assert.ok(face, `a face at ${x}, ${y}`);
    assert.ok(Math.abs(face.width - size) < 1e-6 && Math.abs(face.height - size) < 1e-6);
    assert.equal(face.turn, turn);
  }
}

describe('inference/face-search', () => {
  it('finds faces of all sizes, each once', async () => {
    const large = [thing(300, 300, 250), thing(900, 400, 180)];
    assertFound(await find(large), large);
    const small = [thing(150, 150, 75), thing(1100, 700, 75), thing(700, 350, 80)];
    assertFound(await find(small), small);
  });

  it('looks at parts of the photo only where faces are small or missing', async () => {
    const { look, looks } = detector([thing(300, 300, 250)]);
    await findFaces(photo, look);
    assert.equal(looks.filter(({ size }) => size === 608).length, 1);
    assert.ok(looks.every(({ turn }) => turn === 0));
  });

  it('finds faces that lie on their side, unless there are some upright', async () => {
    for (const turn of [90, -90] as const) {
      const lying = thing(500, 300, 200, { turn });
      assertFound(await find([lying]), [lying]);
      const upright = thing(900, 300, 200);
      assertFound(await find([lying, upright]), [upright]);
    }
  });

  it('believes only in faces that the second looks confirm, and only in sure ones on their side', async () => {
    assert.deepEqual(await find([]), []);
    assert.deepEqual(await find([thing(500, 300, 200, { onlyAt: 416 })]), []);
    assert.deepEqual(await find([thing(500, 300, 200, { confidence: 0.45 })]), []);
    assert.equal((await find([thing(500, 300, 200, { confidence: 0.55 })])).length, 1);
    assert.deepEqual(await find([thing(500, 300, 200, { confidence: 0.55, turn: 90 })]), []);
  });

  it('follows a face, tells it from its neighbor, and says when it is gone', async () => {
    const { look } = detector([thing(520, 310, 200), thing(700, 310, 200, { confidence: 0.99 })]);
    const before = { x: 500, y: 300, width: 190, height: 210, turn: 0 as const };
    const face = await lookAgain(before, look);
    assert.ok(face);
    assert.deepEqual([face.x, face.y, face.width].map(Math.round), [520, 310, 200]);
    assert.equal(await lookAgain({ ...before, x: 200, y: 600 }, look), undefined);
  });
});
