import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { saveWeights } from '../../lib/networks/weights';
import { tf } from '../../lib/ops/tensorflow';
import { bestPredictor, openPredictor, predictPhoto } from '../../lib/recipes/predictor';
import { isDataError } from '../errors';
import { PORTRAIT } from '../portrait';

describe('recipes/predictor', function () {
  this.timeout(20_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
  });
  after(() => rm(folder, { recursive: true }));

  it("finds the portrait's chin, nose, eyes and mouth with the project's own weights", async () => {
    const [face, ...others] = await predictPhoto(PORTRAIT);
    assert.equal(others.length, 0);
    const known: readonly (readonly [index: number, x: number, y: number])[] = [
      [8, 221.5, 178.6],
      [30, 224.7, 127.9],
      [36, 196.1, 101.3],
      [45, 255.9, 104.5],
      [48, 201.8, 139.2],
      [54, 245.3, 140.9],
    ];
    for (const [index, x, y] of known) {
      const [px, py] = [face!.landmarks[2 * index]!, face!.landmarks[2 * index + 1]!];
      assert.ok(Math.hypot(px - x, py - y) < 1, `${index}: ${px}, ${py}`);
    }
  });

  it('opens the best predictor, and frees it whole', async () => {
    const tensors = tf.memory().numTensors;
    const predictor = await bestPredictor();
    predictor!.dispose();
    assert.equal(tf.memory().numTensors, tensors);
  });

  it('names weights that are missing or those of another network', async () => {
    const network = heatmapNetwork({ width: 32, height: 32, landmarks: 5, channels: 4, blocks: 1, seed: 1 });
    const other = join(folder, 'other.safetensors');
    saveWeights(network, other);
    network.dispose();
    for (const weights of [join(folder, 'none.safetensors'), other]) {
      await assert.rejects(openPredictor({ weights }), isDataError(weights));
    }
  });
});
