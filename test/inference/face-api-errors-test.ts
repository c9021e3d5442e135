import assert from 'node:assert/strict';
import { load300W } from '../../lib/datasets/load';
import { faceApiError, faceApiErrors } from '../../lib/inference/face-api-errors';
import type { FaceApiError } from '../../lib/inference/face-api-errors';
import type { Face } from '../../lib/landmarks/face';
import { tf } from '../../lib/ops/tensorflow';
import { predictPhoto } from '../../lib/recipes/predictor';
import { realData } from '../datasets/real-data';
import { PORTRAIT } from '../portrait';

/** Errors measured once with face-api 1.7.15; JPEG decoders and processors may differ in the last digits. */
function assertClose(errors: FaceApiError, [inBox, detected]: readonly [number, number], name: string): void {
  const actual = `${name}: ${errors.inBox.toFixed(3)}, ${errors.detected?.toFixed(3)}`;
  assert.ok(Math.abs(errors.inBox - inBox) < 0.05, actual);
  assert.ok(errors.detected !== null && Math.abs(errors.detected - detected) < 0.05, actual);
}

describe('inference/face-api-errors', function () {
  this.timeout(60_000);

  /** The portrait with the best recipe's prediction as its ground truth. */
  async function portraitFace(): Promise<Face> {
    const [face] = await predictPhoto(PORTRAIT);
    const { box, landmarks } = face!;
    return { id: 'portrait', photo: PORTRAIT, width: 512, height: 512, landmarks, box, group: '1', labels: {} };
  }

  it('has the known error on the portrait, and leaves no tensor behind', async () => {
    const face = await portraitFace();
    assertClose(await faceApiError(face), [5.822, 4.264], 'portrait');
    const tensors = tf.memory().numTensors;
    await faceApiError(face);
    assert.equal(tf.memory().numTensors, tensors);
  });

  it('has no error with its own detector where that finds no face in the box', async () => {
    const face = await portraitFace();
    const { inBox, detected } = await faceApiError({ ...face, box: { x: 400, y: 400, width: 80, height: 80 } });
    assert.equal(detected, null);
    assert.ok(inBox > 100, String(inBox));
  });

  it('caches errors by face, and measures again when the box differs', async () => {
    const face = await portraitFace();
    const [first] = await faceApiErrors([face]);
    assert.deepEqual(await faceApiErrors([face, face]), [first, first]);
    const [moved] = await faceApiErrors([{ ...face, box: { ...face.box, x: face.box.x + 5 } }]);
    assert.notEqual(moved!.inBox, first!.inBox);
    assert.equal(moved!.detected, first!.detected);
  });

  it('has the known errors on test photos of iBUG 300-W', async function () {
    realData(this, 'ibug_300W_large_face_landmark_dataset');
    const { faces } = await load300W({ part: 'test' });
    const known: Readonly<Record<string, readonly [number, number]>> = {
      'helen/trainset/146827737_1': [16.906, 8.02],
      'helen/trainset/1753022691_1': [4.298, 4.99],
      'helen/trainset/2103921848_1': [9.31, 5.955],
      'afw/4285163979_4': [6.875, 4.761],
      'afw/5083671561_6': [9.659, 7.389],
    };
    for (const [id, errors] of Object.entries(known)) {
      const face = faces.find((one) => one.id === id && one.labels.mirrored !== 'yes');
      if (face) assertClose(await faceApiError(face), errors, id);
    }
  });
});
