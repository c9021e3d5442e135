import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { inDlibBoxes } from '../../lib/inference/dlib-box';
import { openPhoto } from '../../lib/inference/photo';
import { predictFaces } from '../../lib/inference/predict';
import { predictorOf } from '../../lib/inference/two-stage';
import type { Predictor } from '../../lib/inference/two-stage';
import { imm58 } from '../../lib/landmarks/imm58';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { tf } from '../../lib/ops/tensorflow';
import { isDataError } from '../errors';
import { PORTRAIT } from '../portrait';

describe('inference/predict', function () {
  this.timeout(20_000);
  let folder: string;
  let predictor: Predictor;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
    const network = heatmapNetwork({ width: 64, height: 64, landmarks: 68, channels: 8, blocks: 1, seed: 1 });
    predictor = predictorOf(network, inDlibBoxes({ cropScale: 1.5, testTimeAugmentation: true }));
  });
  after(async () => {
    predictor.dispose();
    await rm(folder, { recursive: true });
  });

  /** Writes a gray photo without a face and returns its path. */
  async function plain(name: string, width: number, height: number): Promise<string> {
    const file = join(folder, name);
    await sharp({ create: { width, height, channels: 3, background: 'gray' } })
      .png()
      .toFile(file);
    return file;
  }

  it('finds several faces from left to right, and leaves no tensor behind', async () => {
    const file = join(folder, 'two.png');
    const { width, height } = (await openPhoto(PORTRAIT)).size;
    const copies = [0, width].map((left) => ({ input: PORTRAIT, left, top: 0 }));
    const canvas = { create: { width: 2 * width, height, channels: 3 as const, background: 'white' } };
    await sharp(canvas).composite(copies).png().toFile(file);
    await predictFaces(file, predictor);
    const tensors = tf.memory().numTensors;
    const { faces } = await predictFaces(file, predictor);
    assert.equal(tf.memory().numTensors, tensors);
    const [left, right, ...more] = faces;
    assert.equal(more.length, 0);
    assert.ok(left!.box.x < width && right!.box.x > width);
  });

  it('finds no face in a plain photo of one pixel', async () => {
    assert.deepEqual((await predictFaces(await plain('one.png', 1, 1), predictor)).faces, []);
  });

  it('uses a given box instead of the detector', async () => {
    const box = { x: 5, y: 5, width: 20, height: 20 };
    const { faces } = await predictFaces(await plain('plain.png', 40, 30), predictor, { box });
    assert.deepEqual(
      faces.map(({ landmarks, ...face }) => ({ ...face, values: landmarks.length })),
      [{ box, confidence: null, values: 136 }],
    );
  });

  it('takes the whole photo for a network that sees whole photos', async () => {
    const network = heatmapNetwork({ width: 32, height: 32, landmarks: 3, channels: 4, blocks: 1, seed: 1 });
    const landmarkSet = { ...imm58, count: 3, subject: 'hand' };
    const whole = predictorOf(network, { landmarkSet, crop: 'photo', box: null, testTimeAugmentation: false });
    const { faces, landmarkSet: predicted } = await predictFaces(await plain('plain.png', 40, 30), whole);
    whole.dispose();
    assert.equal(predicted, landmarkSet);
    assert.deepEqual(
      faces.map(({ landmarks, ...face }) => ({ ...face, values: landmarks.length })),
      [{ box: { x: 0, y: 0, width: 40, height: 30 }, confidence: null, values: 6 }],
    );
  });

  it('asks for a box where only faces could be detected', async () => {
    const hands = { ...predictor, landmarkSet: { ...predictor.landmarkSet, subject: 'hand' } };
    const file = await plain('plain.png', 40, 30);
    await assert.rejects(predictFaces(file, hands), isDataError(file, 'each hand', '--box'));
    assert.equal((await predictFaces(file, hands, { box: { x: 0, y: 0, width: 9, height: 9 } })).faces.length, 1);
  });

  it('refuses a box outside the photo, with the size of the photo', async () => {
    const box = { x: 40, y: 5, width: 20, height: 20 };
    const file = await plain('plain.png', 40, 30);
    await assert.rejects(predictFaces(file, predictor, { box }), isDataError(file, '40,5,20,20', '40 x 30'));
  });
});
