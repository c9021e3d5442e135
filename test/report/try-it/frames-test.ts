import assert from 'node:assert/strict';
import type { Box } from '../../../lib/geometry';
import { findFaces } from '../../../lib/inference/face-search';
import { openPhoto } from '../../../lib/inference/photo';
import { lookInto } from '../../../lib/inference/tiny-detector';
import { boxDiagonal } from '../../../lib/landmarks/landmark-set';
import type { LandmarkSet } from '../../../lib/landmarks/landmark-set';
import { grayOutside, measureFrames } from '../../../lib/report/try-it/frames';
import { landmarksInCrop } from '../../../lib/samples/crop';
import type { Dataset } from '../../../lib/samples/dataset';
import { imagesInMemory } from '../../../lib/samples/images';
import { PORTRAIT } from '../../portrait';

const landmarkSet: LandmarkSet = {
  name: 'five',
  count: 5,
  parts: [],
  mirror: [0, 1, 2, 3, 4],
  symmetric: false,
  noseTip: -1,
  normalizer: boxDiagonal,
};

/** Five landmarks on the portrait's face. */
const landmarks = Float32Array.of(150, 90, 290, 90, 220, 125, 180, 195, 260, 195);
const [width, height] = [40, 30];

/** The portrait as a training sample. */
function sample(crop: Box): Dataset {
  const whole = { x: 0, y: 0, width: 512, height: 512 };
  const face = { id: 'a', photo: PORTRAIT, width: 512, height: 512, landmarks, box: whole, group: 'a', labels: {} };
  const images = new Uint8Array(width * height).fill(200);
  images.fill(50, 0, width);
  return {
    landmarkSet,
    faces: [face],
    width,
    height,
    images: imagesInMemory(images, width * height),
    crops: [crop],
    crop: { scale: 1 },
    landmarks: landmarksInCrop(landmarks, crop),
  };
}

/** Equal to a sixteenth of the face's size: the detector's box depends a little on what it is shown. */
const assertClose = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1 / 16, `${actual}, ${expected}`);

describe("where a network's crops lie", function () {
  this.timeout(30_000);

  it('is measured relative to the detected face and to the landmarks, without the margin for augmentation', async () => {
    const photo = await openPhoto(PORTRAIT);
    const [face] = await findFaces(photo.size, await lookInto(photo));
    const side = Math.sqrt(face!.width * face!.height);
    const frames = await measureFrames(sample({ x: 100, y: 20, width: 240, height: 180 }), { width: 20, height: 15 });
    // The network sees the middle half of the sample: its center is 220, 110.
    const { onFace, onLandmarks } = frames!;
    assertClose(onFace.width, 120 / side);
    assertClose(onFace.height, 90 / side);
    assertClose(onFace.x, (220 - face!.x) / side);
    assertClose(onFace.y, (110 - face!.y) / side);
    assertClose(onLandmarks!.width / onLandmarks!.height, 4 / 3);
    // The centroid of the landmarks is 220, 139.
    assertClose(onLandmarks!.y / onLandmarks!.width, (110 - 139) / 120);
    assert.equal(grayOutside(sample({ x: 100, y: 20, width: 240, height: 180 })), 0);
  });

  it('does not depend on the landmarks, and continues the background, where a network sees whole photos', async () => {
    const whole = sample({ x: 0, y: 0, width: 512, height: 512 });
    const frames = await measureFrames(whole, { width, height });
    assert.ok(frames && !('onLandmarks' in frames));
    assert.equal(grayOutside(whole), 50);
  });

  it('is unknown where the detector finds nothing', async () => {
    const elsewhere = sample({ x: 0, y: 0, width: 512, height: 512 });
    const [face] = elsewhere.faces;
    const corner = landmarks.map((value) => value / 8);
    const hidden = { ...elsewhere, faces: [{ ...face!, landmarks: corner }] };
    assert.equal(await measureFrames(hidden, { width, height }), undefined);
  });
});
