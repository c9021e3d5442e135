import assert from 'node:assert/strict';
import type { Box } from '../../lib/geometry';
import { inDlibBoxes } from '../../lib/inference/dlib-box';
import { openPhoto } from '../../lib/inference/photo';
import { predictDataset, predictorOf } from '../../lib/inference/two-stage';
import type { Predictor } from '../../lib/inference/two-stage';
import { boxAround } from '../../lib/landmarks/box-fit';
import type { Face } from '../../lib/landmarks/face';
import { dlibBoxes } from '../../lib/landmarks/ibug68';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { predict } from '../../lib/networks/predict';
import { landmarksInPhoto } from '../../lib/samples/crop';
import { imagesInMemory } from '../../lib/samples/images';
import { PORTRAIT } from '../portrait';
import { cropPhoto } from '../samples/crop-photo';

const SIZE = { width: 32, height: 32 };
const box: Box = { x: 180, y: 80, width: 90, height: 90 };

describe('inference/two-stage', () => {
  it("predicts in the box, then again around the first stage's landmarks", async () => {
    const network = heatmapNetwork({ ...SIZE, landmarks: 68, channels: 4, blocks: 1, seed: 1 });
    const predictor = predictorOf(network, inDlibBoxes({ cropScale: 1.5 }));
    const photo = await openPhoto(PORTRAIT);
    const stage = async (where: Box): Promise<Float32Array> => {
      const { image, crop } = await cropPhoto(photo.content, where, { ...SIZE, crop: { scale: 1.5 } });
      return landmarksInPhoto(predict(network, imagesInMemory(image, image.length)), crop);
    };
    const expected = await stage(boxAround(await stage(box), dlibBoxes));
    const [actual] = (await predictor.landmarks([{ photo, box }])) as [Float32Array];
    actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-3, `${i}: ${value}, ${expected[i]}`));
    predictor.dispose();
  });

  it("gives a data set's predictions as fractions of its crops", async () => {
    const landmarks = Float32Array.from({ length: 136 }, (_, i) => (i % 2 === 0 ? 200 : 100));
    const face: Face = { id: 'a', photo: PORTRAIT, width: 512, height: 512, landmarks, box, group: 'a', labels: {} };
    const boxes: Box[] = [];
    const predictor: Predictor = {
      ...inDlibBoxes({}),
      landmarks: (given) => {
        boxes.push(...given.map((one) => one.box));
        return Promise.resolve(given.map(() => landmarks));
      },
      dispose: () => undefined,
    };
    const crops = [
      { x: 100, y: 50, width: 200, height: 100 },
      { x: 200, y: 100, width: 10, height: 10 },
    ];
    const predictions = await predictDataset(predictor, {
      faces: [face, face],
      crops,
      landmarks: new Float32Array(272),
    });
    assert.deepEqual(boxes, [box, box]);
    assert.deepEqual([...predictions.subarray(0, 2), ...predictions.subarray(136, 138)], [0.5, 0.5, 0, 0]);
  });
});
