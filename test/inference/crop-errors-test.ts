import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../../lib/geometry';
import { networkCropErrors, predictorCropErrors, scaledBox } from '../../lib/inference/crop-errors';
import { inDlibBoxes } from '../../lib/inference/dlib-box';
import type { Predictor } from '../../lib/inference/two-stage';
import type { Face, FaceSet } from '../../lib/landmarks/face';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { nmeByFace } from '../../lib/metrics/nme';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { predict } from '../../lib/networks/predict';
import { makeDataset } from '../../lib/samples/make';

describe('inference/crop-errors', () => {
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

  it('gives the predictor the scaled boxes, and measures against the ground truth', async () => {
    const seen: Box[] = [];
    // Right in the usual box only: elsewhere the landmarks shift by as much as the box grows.
    const predictor: Predictor = {
      ...inDlibBoxes({}),
      landmarks: (given) => {
        seen.push(...given.map((one) => one.box));
        return Promise.resolve(
          given.map(({ box: { width } }) =>
            face.landmarks.map((value, i) => (i % 2 === 0 ? value + width - 20 : value)),
          ),
        );
      },
      dispose: () => undefined,
    };
    const crops = await predictorCropErrors(predictor, [face, face], [1, 1.5]);
    assert.deepEqual(
      seen.map(({ width }) => width),
      [20, 30, 20, 30],
    );
    const eyes = Math.hypot(face.landmarks[72]! - face.landmarks[90]!, face.landmarks[73]! - face.landmarks[91]!);
    assert.deepEqual(crops[0], { factor: 1, errors: [0, 0] });
    assert.equal(crops[1]!.factor, 1.5);
    for (const error of crops[1]!.errors) assert.ok(Math.abs(error - (100 * 10) / eyes) < 1e-4);
  });

  it('measures a network in crops scaled from the one in training', async () => {
    const network = heatmapNetwork({ width: 32, height: 32, landmarks: 68, channels: 4, blocks: 1, seed: 1 });
    const set: FaceSet = {
      title: 'One plain photo',
      groupName: 'photo',
      landmarkSet: ibug68,
      faces: [face],
      generated: true,
      folder,
      checksum: 'none',
    };
    const crops = await networkCropErrors(network, set, 2, [0.5, 1]);
    for (const { factor, errors } of crops) {
      const dataset = await makeDataset(set, { width: 32, height: 32, crop: { scale: 2 * factor } });
      assert.deepEqual(errors, nmeByFace(predict(network, dataset.images), dataset));
    }
    assert.notDeepEqual(crops[0]!.errors, crops[1]!.errors);
    network.dispose();
  });
});
