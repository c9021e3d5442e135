import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignment, alignShapes, transformed } from '../../lib/landmarks/shape';
import { assertClose } from '../transforms/arbitraries';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const similarity = fc
  .record({ angle: number(-3, 3), scale: number(0.2, 5), x: number(-99, 99), y: number(-99, 99) })
  .map(({ angle, scale, x, y }) => ({ a: scale * Math.cos(angle), b: scale * Math.sin(angle), x, y }));
const shape = [0, 0, 4, 0, 4, 3, -1, 5, 2, 2];

describe('similarity transforms', () => {
  it('are found from a shape and its image, in both directions, also with landmarks missing', () => {
    fc.assert(
      fc.property(similarity, fc.subarray([0, 1, 2]), (to, missing) => {
        const moved = transformed(shape, to);
        assertClose([...transformed(moved, alignment(moved, shape)!)], shape, 1e-6);
        for (const i of missing) moved.fill(NaN, 2 * i, 2 * i + 2);
        const found = alignment(shape, moved)!;
        assertClose([found.a, found.b, found.x, found.y], [to.a, to.b, to.x, to.y], 1e-6);
      }),
    );
  });

  it('are none between shapes that share a single landmark', () => {
    assert.equal(alignment([1, 2, NaN, NaN], [3, 4, 5, 6]), null);
    assert.equal(alignment([1, 2, 1, 2], [3, 4, 5, 6]), null);
  });
});

describe('alignShapes', () => {
  it('takes copies of a shape to one, which keeps their average orientation', () => {
    const turns = [-0.3, -0.1, 0.1, 0.3].map((angle) => ({
      a: 2 * Math.cos(angle),
      b: 2 * Math.sin(angle),
      x: 7,
      y: 8,
    }));
    const { mean, alignments } = alignShapes(turns.map((turn) => transformed(shape, turn)))!;
    turns.forEach((turn, i) =>
      assertClose([...transformed(transformed(shape, turn), alignments[i]!)], [...mean], 1e-9),
    );
    const upright = alignment(shape, mean)!;
    assert.ok(Math.abs(upright.b) < 1e-9);
    const square = mean.reduce((sum, value) => sum + value * value, 0);
    assertClose([square], [mean.length / 2], 1e-9);
  });

  it('has no result where no shape has an extent', () => {
    assert.equal(
      alignShapes([
        [1, 2],
        [3, 4],
      ]),
      null,
    );
  });
});
