import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawing } from '../../../lib/commands/common/prediction-picture';
import { writePrediction } from '../../../lib/commands/common/write-prediction';
import { openPhoto } from '../../../lib/inference/photo';
import { ibug68 } from '../../../lib/landmarks/ibug68';
import { matchSnapshot, readable } from '../../snapshot';

const box = { x: 5, y: 5, width: 30, height: 30 };
const landmarks = Float32Array.from({ length: 136 }, (_, i) => 10 + ((3 * i) % 17));

describe('commands/common/write-prediction', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('writes the photo with its landmarks, and the landmarks as JSON', async () => {
    const file = join(folder, 'plain.png');
    await sharp({ create: { width: 40, height: 30, channels: 3, background: 'gray' } })
      .png()
      .toFile(file);
    const prediction = {
      photo: await openPhoto(file),
      landmarkSet: ibug68,
      faces: [{ box, confidence: 0.9, landmarks }],
    };
    const output = { picture: 'jpeg', table: undefined } as const;
    const files = await writePrediction(prediction, join(folder, 'out', 'plain-keypoints'), output);
    const [image, data] = files as [string, string];
    assert.deepEqual(
      files,
      ['jpg', 'json'].map((type) => join(folder, 'out', `plain-keypoints.${type}`)),
    );
    const { width, height } = await sharp(image).metadata();
    assert.deepEqual([width, height], [40, 30]);
    assert.deepEqual(JSON.parse(await readFile(data, 'utf8')), {
      photo: file,
      width: 40,
      height: 30,
      landmarkSet: 'ibug68',
      faces: [
        {
          box,
          confidence: 0.9,
          landmarks: Array.from({ length: 68 }, (_, i) => [landmarks[2 * i], landmarks[2 * i + 1]]),
        },
      ],
    });
  });

  it('draws boxes, the parts of the face and its landmarks', () => {
    matchSnapshot(
      readable(drawing([{ box, confidence: null, landmarks }], { x: 0, y: 0, width: 40, height: 30 }, ibug68)),
      'drawing.svg',
    );
  });
});
