import assert from 'node:assert/strict';
import { median } from 'd3-array';
import fc from 'fast-check';
import { read300W } from '../../lib/datasets/ibug300w';
import { boxAround } from '../../lib/landmarks/box-fit';
import { dlibBoxes } from '../../lib/landmarks/ibug68';
import { realData } from '../datasets/real-data';

describe('inference/dlib-box', () => {
  it('moves and grows with the landmarks', () => {
    const shape = Array.from({ length: 136 }, (_, i) => Math.sin(i * 1.7) * 40 + 100);
    const box = boxAround(shape, dlibBoxes);
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: -500, max: 500, noNaN: true }),
        fc.double({ min: -500, max: 500, noNaN: true }),
        (scale, right, down) => {
          const moved = boxAround(
            shape.map((value, i) => value * scale + (i % 2 === 0 ? right : down)),
            dlibBoxes,
          );
          assert.ok(Math.abs(moved.x - (box.x * scale + right)) < 1e-6);
          assert.ok(Math.abs(moved.y - (box.y * scale + down)) < 1e-6);
          assert.ok(Math.abs(moved.width - box.width * scale) < 1e-6);
          assert.equal(moved.width, moved.height);
        },
      ),
    );
  });

  it("lies where the data set's own boxes do, in the median over test photos", async function () {
    const { faces } = await read300W(realData(this, 'ibug_300W_large_face_landmark_dataset'), 'test');
    const off = faces.map(({ landmarks, box }) => {
      const found = boxAround(landmarks, dlibBoxes);
      const side = Math.sqrt(box.width * box.height);
      return {
        size: found.width / side - 1,
        right: (found.x + found.width / 2 - box.x - box.width / 2) / side,
        down: (found.y + found.height / 2 - box.y - box.height / 2) / side,
      };
    });
    for (const what of ['size', 'right', 'down'] as const) {
      const middle = median(off, (one) => one[what])!;
      assert.ok(Math.abs(middle) < 0.03, `${what}: off by ${middle} of the side`);
    }
  });
});
