import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { saveWeights } from '../../lib/networks/weights';
import { compareCrops, compareMethods, searchPhotos } from '../../lib/notebook/methods';
import { predictPhoto } from '../../lib/recipes/predictor';
import type { Experiment, ExperimentData } from '../../lib/runs/experiment';
import type { RunResult } from '../../lib/runs/run';
import { makeDataset } from '../../lib/samples/make';
import { PORTRAIT } from '../portrait';

describe('notebook/methods', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'faces-'));
  after(() => rmSync(folder, { recursive: true }));

  const experiment = {
    defaults: {},
    network: () => heatmapNetwork({ width: 32, height: 32, landmarks: 68, channels: 4, blocks: 1, stride: 8, seed: 1 }),
  } as unknown as Experiment;
  const run = { parameters: { cropScale: 1 }, weights: join(folder, 'weights.safetensors') } as unknown as RunResult;
  let data: ExperimentData;

  before(async () => {
    const network = experiment.network(experiment.defaults);
    saveWeights(network, run.weights);
    network.dispose();
    // The portrait, with the best recipe's prediction as its ground truth.
    const [found] = await predictPhoto(PORTRAIT);
    const face = { id: 'portrait', photo: PORTRAIT, width: 512, height: 512, group: '1', labels: {}, ...found! };
    const set = {
      title: 'Portrait',
      landmarkSet: ibug68,
      groupName: 'photo',
      faces: [face],
      generated: false,
      folder: '',
      checksum: '',
    };
    const dataset = await makeDataset(set, { width: 32, height: 32, crop: { scale: 1 } });
    data = { training: dataset, validation: dataset, set, split: 'not at all' };
  });

  it('measures the mean-shape baseline and face-api on the same faces', async () => {
    const { errors, baselines, headline } = await compareMethods('Tiny', { errors: [9] }, data, { errors: [4] });
    assert.deepEqual(errors.Tiny, [9]);
    assert.deepEqual(errors['best recipe'], [4]);
    assert.ok(errors['mean-shape baseline']![0]! < 1e-3, 'the only training face is the validation face');
    assert.equal(errors['face-api, same boxes']!.length, 1);
    assert.equal(headline.nmeFaithful, 9);
    assert.equal(baselines['face-api, same boxes'], errors['face-api, same boxes']![0]);
    const without = await compareMethods('Tiny', { errors: [9] }, data, { errors: undefined });
    assert.ok(!('best recipe' in without.errors));
  });

  it("measures looser crops with the run's network and the best recipe's", async () => {
    const { errors, headline } = await compareCrops('Tiny', experiment, run, data);
    assert.deepEqual(Object.keys(errors), ['Tiny', 'best recipe']);
    assert.ok(headline.nmeLooseCrop! < 8);
  });

  it('finds faces in whole photos', async () => {
    const { isBest, searched, none, photos } = await searchPhotos(experiment, run, data, { count: 1 });
    assert.deepEqual([isBest, searched, none, photos.length], [true, 1, 0, 1]);
  });
});
