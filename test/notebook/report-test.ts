import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as notebook from '../../lib/notebook';
import { missingSection } from '../../lib/notebook/best';
import { networksToTry } from '../../lib/notebook/try-it';
import { planRuns } from '../../lib/runs/plan';
import { SweepResult } from '../../lib/runs/result';
import { run } from '../../lib/runs/run';
import { writeRun } from '../../lib/runs/store';
import { tiny } from './tiny';

describe('notebook/report', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'faces-'));
  const parameters = { ...tiny.defaults };
  const silent = {
    begin: () => undefined,
    batch: () => undefined,
    epoch: () => undefined,
    end: () => undefined,
    fail: () => undefined,
    close: () => undefined,
  };
  const options = { folder, display: silent };

  // The runs are done in this process, so that sweeps find them in the cache.
  before(async () => {
    for (const spec of await planRuns(tiny, { base: parameters, repeats: 2 }, folder)) writeRun(await run(tiny, spec));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('trains and compares', async () => {
    const result = await notebook.train(tiny, parameters, options);
    assert.equal(result.parameters.seed, 1);
    const sweep = await notebook.sweep(tiny, { base: parameters, repeats: 2 }, options);
    assert.equal(sweep.runsOf().length, 2);
  });

  it('collects the headline, the summary and all runs', async () => {
    const result = await notebook.train(tiny, parameters, options);
    const sweep = await notebook.sweep(tiny, { base: parameters, repeats: 2 }, options);
    const data = await tiny.load(parameters);
    const part = { headline: {}, summary: 'One more part.' };
    const { record } = await notebook.report(tiny, {
      parameters,
      data,
      run: result,
      sweeps: [sweep, sweep],
      best: missingSection('tiny'),
      parts: [part],
    });
    assert.deepEqual(Object.keys(record.headline), [
      'validationMse',
      'validationMseSd',
      'constantMse',
      'trainableParameters',
    ]);
    assert.equal(record.headline.constantMse, notebook.baselineMse(tiny, data));
    assert.equal(record.runs.length, 2);
    assert.deepEqual(record.provenance.seeds, [1, 2]);
    assert.ok(record.summary.endsWith(part.summary));
    const single = await notebook.sweep(tiny, { base: parameters, repeats: 1 }, options);
    const { record: alone } = await notebook.report(tiny, {
      parameters,
      data,
      run: result,
      sweeps: [single],
      best: missingSection('tiny'),
    });
    assert.ok(!('validationMseSd' in alone.headline));
    assert.notEqual(alone.summary, record.summary);
  });

  it('sums up trainings that have diverged in one sentence', async () => {
    const [first, second] = (await notebook.sweep(tiny, { base: parameters, repeats: 2 }, options)).runsOf();
    const epochs = second!.training.epochs.map((epoch) => ({ ...epoch, validationMse: 2.11 }));
    const diverged = { ...second!, training: { ...second!.training, epochs } };
    const { record } = await notebook.report(tiny, {
      parameters,
      data: await tiny.load(parameters),
      run: first!,
      sweeps: [new SweepResult(tiny, [first!, diverged], new Date())],
      best: missingSection('tiny'),
    });
    assert.equal(
      record.summary,
      '**1 of 2 trainings diverged**, so this report says nothing about faces. Lower the learning rate.',
    );
  });

  it('offers the network to try within the page budget', async () => {
    const result = await notebook.train(tiny, parameters, options);
    const data = await tiny.load(parameters);
    const offered = await networksToTry(tiny, result, data);
    assert.equal(offered?.networks.length, 1);
    const none = { ...tiny, notebook: { ...tiny.notebook, pageBudget: 10 } };
    assert.equal(await networksToTry(none, result, data), undefined);
  });

  it('tries learning rates without an effect on later trainings', async () => {
    const figure = await notebook.findLearningRate(tiny, parameters, { id: 'rates' });
    assert.ok(figure.suggestion! > 0);
    assert.equal(figure.id, 'fig-rates');
  });
});
