import assert from 'node:assert/strict';
import type { Face, FaceSet } from '../../lib/landmarks/face';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { bestResnet } from '../../lib/recipes/all';
import { evaluateRun, evaluateTwoStage } from '../../lib/recipes/evaluate';
import { predictPhoto } from '../../lib/recipes/predictor';
import { bestFiles } from '../../lib/recipes/record';
import { bestResnetExperiment } from '../../lib/recipes/resnet';
import type { RunResult } from '../../lib/runs/run';
import { makeDataset } from '../../lib/samples/make';
import { PORTRAIT } from '../portrait';

describe('recipes/evaluate', function () {
  this.timeout(20_000);

  it("takes a run's own predictions", async () => {
    const run = { training: { predictions: [0.25, 0.5] }, metrics: { nme: 1 } } as unknown as RunResult;
    const { predictions, metrics } = await evaluateRun(run);
    assert.deepEqual([...predictions], [0.25, 0.5]);
    assert.equal(metrics, run.metrics);
  });

  it('evaluates two-stage inference as `npm run predict` does it', async () => {
    const [found] = await predictPhoto(PORTRAIT);
    const { box, landmarks } = found!;
    const face: Face = { id: 'a', photo: PORTRAIT, width: 512, height: 512, landmarks, box, group: 'a', labels: {} };
    const set: FaceSet = {
      title: 'The portrait',
      groupName: 'photo',
      landmarkSet: ibug68,
      faces: [face],
      generated: false,
      folder: '',
      checksum: 'portrait',
    };
    const validation = await makeDataset(set, { width: 128, height: 128, crop: { scale: 1.5 } });
    const { weights } = bestFiles(bestResnet);
    const run = { parameters: bestResnetExperiment.defaults, weights, metrics: { nme: 4 } } as unknown as RunResult;
    const { predictions, metrics } = await evaluateTwoStage(bestResnetExperiment, run, validation);
    // The ground truth is the prediction itself.
    assert.ok(metrics.nme! < 1e-3, String(metrics.nme));
    assert.deepEqual([metrics.oneStageNme, metrics.fr8], [4, 0]);
    predictions.forEach((value, i) => assert.ok(Math.abs(value - validation.landmarks[i]!) < 1e-5));
  });
});
