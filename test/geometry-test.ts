import assert from 'node:assert/strict';
import fc from 'fast-check';
import { intersection, iou } from '../lib/geometry';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const boxes = fc.record({
  x: fc.integer({ min: -20, max: 20 }),
  y: fc.integer({ min: -20, max: 20 }),
  width: fc.integer({ min: 1, max: 30 }),
  height: fc.integer({ min: 1, max: 30 }),
});

describe('boxes', () => {
  it('intersect in the area they share', () => {
    assert.deepEqual(intersection(box(0, 0, 10, 10), box(6, -2, 10, 5)), box(6, 0, 4, 3));
    assert.equal(intersection(box(0, 0, 10, 10), box(10, 0, 5, 5)), null, 'touching');
  });

  it('have an IoU of the area they share over the area they cover', () => {
    assert.equal(iou(box(0, 0, 10, 10), box(5, 0, 10, 10)), 50 / 150);
    assert.equal(iou(box(0, 0, 10, 10), box(20, 0, 10, 10)), 0);
  });

  it('have an IoU in 0..1 that is symmetric, and 1 with themselves', () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        assert.equal(iou(a, b), iou(b, a));
        assert.ok(iou(a, b) >= 0 && iou(a, b) <= 1);
        assert.equal(iou(a, a), 1);
      }),
    );
  });
});
