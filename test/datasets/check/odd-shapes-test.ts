import assert from 'node:assert/strict';
import { oddShapes } from '../../../lib/datasets/check/odd-shapes';
import { ibug68 } from '../../../lib/landmarks/ibug68';
import { imm58 } from '../../../lib/landmarks/imm58';
import { Random } from '../../../lib/random';
import { madeShapes, swapped } from './shapes';

const { mirror } = ibug68;
const groups = (shapes: readonly unknown[]) => shapes.map((_, i) => String(i));
const found = (shapes: readonly Float32Array[], table: readonly number[] = mirror) =>
  oddShapes({ shapes, groups: groups(shapes), mirror: table });

describe('odd shapes', () => {
  for (const set of [ibug68, imm58]) {
    it(`are none among faces as they are (${set.name})`, async () => {
      assert.deepEqual(found(await madeShapes(set, 60, 1), set.mirror), []);
    });
  }

  it('are swapped landmarks, which are named', async () => {
    const shapes = await madeShapes(ibug68, 60, 2);
    const pairs: [number, number][] = [
      [36, 45],
      [8, 30],
      [48, 54],
      [37, 38],
    ];
    pairs.forEach(([a, b], i) => (shapes[10 * i] = swapped(shapes[10 * i]!, a, b)));
    assert.deepEqual(
      found(shapes),
      pairs.map((pair, i) => ({ index: 10 * i, explanation: { kind: 'swapped', cycles: [pair] } })),
    );
  });

  it('are a contour that runs the other way, even in several faces', async () => {
    const shapes = await madeShapes(ibug68, 60, 3);
    const eye = [
      [36, 39],
      [37, 38],
      [40, 41],
    ] as const;
    for (const i of [1, 2, 3]) shapes[i] = eye.reduce((shape, [a, b]) => swapped(shape, a, b), shapes[i]!);
    const odd = found(shapes);
    assert.deepEqual(
      odd.map(({ index }) => index),
      [1, 2, 3],
    );
    // The corners; the lids where the eye is large enough.
    for (const { explanation } of odd) {
      assert.deepEqual(explanation.kind === 'swapped' && explanation.cycles[0], [36, 39]);
    }
  });

  it('are faces whose left and right are exchanged', async () => {
    const shapes = await madeShapes(ibug68, 60, 4);
    for (const i of [5, 50]) shapes[i] = shapes[i]!.map((_, k) => shapes[i]![2 * mirror[k >> 1]! + (k % 2)]!);
    assert.deepEqual(
      found(shapes),
      [5, 50].map((index) => ({ index, explanation: { kind: 'mirrored' } })),
    );
  });

  it('are misplaced landmarks, with how far off they are', async () => {
    const shapes = await madeShapes(ibug68, 60, 5);
    shapes[7]![2 * 30]! += 45;
    const [{ index, explanation }, ...more] = found(shapes) as [ReturnType<typeof found>[number]];
    assert.deepEqual([index, more, explanation.kind], [7, [], 'displaced']);
    if (explanation.kind !== 'displaced') return;
    assert.equal(explanation.landmark, 30);
    assert.ok(Math.abs(explanation.distance - 45) < 10, `${explanation.distance}`);
  });

  it('are landmarks in another order, or of something else', async () => {
    const shapes = await madeShapes(ibug68, 60, 6);
    const backwards = shapes[9]!;
    shapes[9] = Float32Array.from(backwards, (_, i) => backwards[2 * (67 - (i >> 1)) + (i % 2)]!);
    const random = new Random(1);
    shapes[8] = Float32Array.from({ length: 136 }, () => random.uniform(0, 300));
    assert.deepEqual(
      found(shapes).map(({ index }) => index),
      [8, 9],
    );
  });

  it('are found where a quarter of the landmarks is missing', async () => {
    const shapes = await madeShapes(ibug68, 50, 7);
    shapes[20] = swapped(shapes[20]!, 36, 45);
    const random = new Random(2);
    for (const shape of shapes) {
      for (let i = 0; i < 68; i++)
        if (i !== 36 && i !== 45 && random.uniform() < 0.25) shape.fill(NaN, 2 * i, 2 * i + 2);
    }
    assert.deepEqual(found(shapes), [{ index: 20, explanation: { kind: 'swapped', cycles: [[36, 45]] } }]);
  });

  it('are found in sets of five landmarks', async () => {
    const five = [36, 45, 30, 48, 54];
    const shapes: Float32Array[] = (await madeShapes(ibug68, 60, 8)).map((shape) =>
      Float32Array.from(five.flatMap((i) => [shape[2 * i]!, shape[2 * i + 1]!])),
    );
    shapes[3] = swapped(shapes[3]!, 0, 1);
    shapes[4] = swapped(shapes[4]!, 2, 4);
    assert.deepEqual(
      found(shapes, [1, 0, 2, 4, 3]).map(({ index, explanation }) => [index, explanation]),
      [
        [3, { kind: 'swapped', cycles: [[0, 1]] }],
        [4, { kind: 'swapped', cycles: [[2, 4]] }],
      ],
    );
  });

  it('cannot be told among few, or without shape', async () => {
    const shapes = await madeShapes(ibug68, 9, 9);
    shapes[0] = swapped(shapes[0]!, 36, 45);
    assert.deepEqual(found(shapes), []);
    assert.deepEqual(
      found(
        Array.from({ length: 20 }, (_, i) => Float32Array.from([i, i])),
        [0],
      ),
      [],
    );
    assert.deepEqual(
      found(
        Array.from({ length: 20 }, (_, i) => Float32Array.from([0, i, 9, -i])),
        [0, 1],
      ),
      [],
    );
  });
});
