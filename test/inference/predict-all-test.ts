import assert from 'node:assert/strict';
import { join } from 'node:path';
import sharp from 'sharp';
import { inDlibBoxes } from '../../lib/inference/dlib-box';
import { predictFaces } from '../../lib/inference/predict';
import { predictAll } from '../../lib/inference/predict-all';
import type { PhotoOutcome } from '../../lib/inference/predict-all';
import { predictorOf } from '../../lib/inference/two-stage';
import type { Predictor } from '../../lib/inference/two-stage';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { temporaryFolder } from '../environment';
import { PORTRAIT } from '../portrait';

describe('inference/predict-all', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let predictor: Predictor;
  before(() => {
    const network = heatmapNetwork({ width: 64, height: 64, landmarks: 68, channels: 8, blocks: 1, seed: 1 });
    predictor = predictorOf(network, inDlibBoxes({ cropScale: 1.5, testTimeAugmentation: true }));
  });
  after(() => predictor.dispose());

  async function outcomesOf(files: readonly string[], one: Predictor = predictor): Promise<PhotoOutcome[]> {
    const outcomes: PhotoOutcome[] = [];
    for await (const outcome of predictAll(files, one)) outcomes.push(outcome);
    return outcomes;
  }

  it('gives what each photo alone gives, in order, and goes on after one that cannot be read', async () => {
    const turned = join(folder(), 'turned.png');
    await sharp(PORTRAIT).rotate(90).toFile(turned);
    const plain = join(folder(), 'plain.png');
    await sharp({ create: { width: 60, height: 40, channels: 3, background: 'gray' } }).toFile(plain);
    const files = [PORTRAIT, join(folder(), 'none.jpg'), plain, ...Array<string>(6).fill(PORTRAIT), turned];
    const outcomes = await outcomesOf(files);
    assert.deepEqual(
      outcomes.map(({ file }) => file),
      files,
    );
    for (const [i, outcome] of outcomes.entries()) {
      if ('error' in outcome) {
        assert.equal(i, 1);
        assert.match(String(outcome.error), /none\.jpg: there is no such file/);
        continue;
      }
      const { faces } = await predictFaces(outcome.file, predictor);
      assert.equal(outcome.prediction.faces.length, faces.length);
      for (const [k, { box, landmarks }] of faces.entries()) {
        const found = outcome.prediction.faces[k]!;
        const error = Math.max(...landmarks.map((value, n) => Math.abs(value - found.landmarks[n]!)));
        assert.ok(error < 1e-3 * box.width, `${outcome.file}: ${error}`);
      }
    }
  });

  it('names the photo that fails among those that are predicted together', async () => {
    const files = ['a.png', 'b.png'].map((name) => join(folder(), name));
    for (const file of files) await sharp(PORTRAIT).toFile(file);
    const picky: Predictor = {
      ...predictor,
      landmarks: (faces) =>
        faces.some(({ photo }) => photo.file === files[0])
          ? Promise.reject(new Error('refused'))
          : predictor.landmarks(faces),
    };
    const [first, second] = await outcomesOf(files, picky);
    assert.ok('error' in first! && String(first.error).includes('refused'));
    assert.ok('prediction' in second! && second.prediction.faces.length === 1);
  });
});
