import assert from 'node:assert/strict';
import { intersection, iou } from '../lib/geometry';

describe('geometry', () => {
  const box = { x: 2, y: 3, width: 10, height: 20 };

  it('intersects boxes', () => {
    assert.deepEqual(intersection(box, { x: 7, y: 0, width: 50, height: 5 }), { x: 7, y: 3, width: 5, height: 2 });
    assert.equal(intersection(box, { ...box, x: 12 }), null);
  });

  it('has an IoU of 1 for the same box, 0 for boxes apart or side by side, and the shared part over both', () => {
    assert.equal(iou(box, box), 1);
    assert.equal(iou(box, { ...box, x: 12 }), 0);
    assert.equal(iou(box, { ...box, x: 50, y: 50 }), 0);
    assert.equal(iou(box, { ...box, x: 7 }), 100 / 300);
    assert.equal(iou({ ...box, x: 7 }, box), 100 / 300);
  });
});
