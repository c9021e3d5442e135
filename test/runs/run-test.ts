import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRuns } from '../../lib/runs/plan';
import { baselineMse, meanShapeOf, run, withLearnedLandmarks } from '../../lib/runs/run';
import { processesFor } from '../../lib/runs/sweep';
import { trainedNetwork } from '../../lib/runs/trained-network';
import { toy } from './toy';

describe('runs/run', function () {
  this.timeout(20_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'run-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('trains, evaluates and keeps the weights', async () => {
    const [spec] = await planRuns(toy, { repeats: 1 }, folder);
    const epochs: number[] = [];
    const result = await run(toy, spec!, { onEpoch: ({ epoch }) => epochs.push(epoch) });
    assert.deepEqual(epochs, [1, 2, 3]);
    assert.equal(result.training.epochs.length, 3);
    assert.deepEqual(result.faces, { training: 64, validation: 16 });
    assert.deepEqual(Object.keys(result.metrics), [
      'validationMse',
      'validationPixels',
      'trainingMse',
      'bestEpochValidationMse',
    ]);
    assert.ok(existsSync(result.weights));
    const network = await trainedNetwork(toy, result);
    assert.deepEqual(network.inputShape, [16, 16, 1]);
    network.dispose();
  });

  it('compares with the mean shape of the training faces', async () => {
    const data = await toy.load(toy.defaults);
    const { landmarks } = data.training;
    const x = landmarks.filter((_, i) => i % 2 === 0).reduce((sum, value) => sum + value, 0) / 64;
    assert.ok(Math.abs(meanShapeOf(data)[0]! - x) < 1e-6);
    assert.ok(baselineMse(toy, data) > 0.05);
  });

  it('selects the landmarks that are learned', async () => {
    const data = await toy.load(toy.defaults);
    assert.equal(withLearnedLandmarks({}, data).training, data.training);
    const { validation } = withLearnedLandmarks({ landmarks: () => [0] }, data);
    assert.equal(validation.landmarkSet.count, 1);
  });

  it('starts as many runs as the machine has room for, but at least one', () => {
    assert.equal(processesFor({ threads: 1e6, memory: 1 }), 1);
    assert.equal(processesFor({ threads: 1, memory: 1e9 }), 1);
    assert.ok(processesFor({ threads: 0.25, memory: 1 }) >= 4);
  });
});
