import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { cropWords, errorsAt } from '../../lib/notebook/photo-words';
import type { Box } from '../../lib/geometry';
import type { Face } from '../../lib/landmarks/face';
import { predictorCropErrors, scaledBox } from '../../lib/inference/crop-errors';
import type { Predictor } from '../../lib/recipes/predictor';

describe('errors by the crop', () => {
  let folder: string;
  let face: Face;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
    const photo = join(folder, 'plain.png');
    await sharp({ create: { width: 60, height: 60, channels: 3, background: 'gray' } })
      .png()
      .toFile(photo);
    const landmarks = Float32Array.from({ length: 136 }, (_, i) => 20 + ((7 * i) % 20));
    face = { id: 'a', photo, width: 60, height: 60, landmarks, box, group: 'a', labels: {} };
  });
  after(() => rm(folder, { recursive: true }));
  const box: Box = { x: 10, y: 20, width: 20, height: 30 };

  it('scales boxes about their center', () => {
    assert.deepEqual(scaledBox(box, 1), box);
    assert.deepEqual(scaledBox(box, 2), { x: 0, y: 5, width: 40, height: 60 });
    assert.deepEqual(scaledBox(scaledBox(box, 2), 0.5), box);
  });

  it('gives the predictor the scaled boxes, and measures against the truth', async () => {
    const seen: Box[] = [];
    // As if the landmarks were found in the usual box only: elsewhere they lie off by the box's growth.
    const predictor: Predictor = {
      landmarks: (_, given) => {
        seen.push(given);
        return Promise.resolve(face.landmarks.map((value, i) => (i % 2 === 0 ? value + given.width - 20 : value)));
      },
      dispose: () => undefined,
    };
    const crops = await predictorCropErrors(predictor, [face, face], [1, 1.5]);
    assert.deepEqual(
      seen.map(({ width }) => width),
      [20, 30, 20, 30],
    );
    const eyes = Math.hypot(face.landmarks[72]! - face.landmarks[90]!, face.landmarks[73]! - face.landmarks[91]!);
    assert.deepEqual(errorsAt(crops, 1), [0, 0]);
    for (const error of errorsAt(crops, 1.5)) assert.ok(Math.abs(error - (100 * 10) / eyes) < 1e-4);
    assert.throws(() => errorsAt(crops, 1.6), /1\.6 was not tried; there are 1, 1\.5/);
  });

  it('are told as they are', () => {
    const crops = (loose: number) => [
      { factor: 1, errors: [4, 6] },
      { factor: 1.6, errors: [loose, loose] },
    ];
    assert.match(cropWords('A', crops(10)), /^\*\*A\*\*: 10\.0 % at 1\.6 times .* 5\.00 %; it has learned where/);
    assert.match(cropWords('A', crops(6)), /it suffers/);
    assert.match(cropWords('A', crops(5.2)), /hardly matters/);
  });
});
