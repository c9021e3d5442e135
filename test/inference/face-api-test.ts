import assert from 'node:assert/strict';
import { load300W } from '../../lib/datasets/load';
import { tf } from '../../lib/ops/tensorflow';
import { mean } from '../../lib/metrics/statistics';
import { faceApiError, faceApiErrors } from '../../lib/inference/face-api-errors';
import type { FaceApiError } from '../../lib/inference/face-api-errors';
import { iou } from '../../lib/geometry';
import { realData } from '../datasets/real-data';

describe('face-api on faces of a data set', function () {
  this.timeout(60_000);

  it('does as it is known to do, and leaves no tensor behind', async function () {
    realData(this, 'ibug_300W_large_face_landmark_dataset');
    const { faces } = await load300W({ part: 'test' });
    const some = faces.filter(({ labels }) => labels.mirrored !== 'yes').slice(0, 8);
    await faceApiError(some[0]!);
    const tensors = tf.memory().numTensors;
    const errors: FaceApiError[] = [];
    for (const face of some) errors.push(await faceApiError(face));
    assert.equal(tf.memory().numTensors, tensors);
    const inBox = mean(errors.map((error) => error.inBox));
    assert.ok(inBox > 4 && inBox < 11, `${inBox} % in the box; 7.03 % on all photos`);
    const detected = errors.flatMap((error) => error.detected ?? []);
    assert.ok(detected.length >= 6, `${detected.length} found`);
    assert.ok(mean(detected) > 3 && mean(detected) < 10, `${mean(detected)} % with its detector; 6.10 % on all photos`);
    assert.deepEqual(await faceApiErrors(some.slice(0, 2)), errors.slice(0, 2));
    assert.deepEqual(await faceApiErrors(some.slice(0, 2)), errors.slice(0, 2), 'kept');
  });
});

describe('overlap of boxes', () => {
  const box = { x: 2, y: 3, width: 10, height: 20 };

  it('is 1 for the same box, 0 for boxes apart or side by side, and their shared part over both', () => {
    assert.equal(iou(box, box), 1);
    assert.equal(iou(box, { ...box, x: 12 }), 0);
    assert.equal(iou(box, { ...box, x: 50, y: 50 }), 0);
    assert.equal(iou(box, { ...box, x: 7 }), 100 / 300);
    assert.equal(iou({ ...box, x: 7 }, box), 100 / 300);
  });
});
