import assert from 'node:assert/strict';
import { UserError } from '../../lib/errors';
import { collectHeadline } from '../../lib/notebook/headline';
import type { HeadlineSources } from '../../lib/notebook/headline';
import { sweepOf } from './made-up';

describe('notebook/headline', () => {
  const notebook = {
    headline: {
      validationMse: { meaning: 'MSE', source: {} },
      validationMseSd: { meaning: 'its SD', source: { statistic: 'sd' as const } },
      trainingMse: { meaning: 'training MSE', source: { metric: 'trainingMse' } },
      'validationMseAt1e-4': { meaning: 'at 1e-4', source: { variation: 'learning rate 1e-4' } },
      constantMse: { meaning: 'baseline' },
    },
    bestHeadline: { bestMse: 'of the best recipe' },
  };
  const sources: HeadlineSources = {
    sweeps: [
      sweepOf({ default: [0.004, 0.006] }, { metrics: { trainingMse: 0.001 } }),
      sweepOf({ default: [0.004, 0.006], 'learning rate 1e-4': [0.01, 0.02] }),
    ],
    common: { constantMse: 0.005, trainableParameters: 1000 },
    parts: {},
    hasBest: false,
  };

  it('takes figures from the sweeps, by variation, metric and statistic', () => {
    assert.deepEqual(collectHeadline(notebook, sources), {
      validationMse: 0.005,
      validationMseSd: sources.sweeps[0]!.meanAndSd().sd,
      trainingMse: 0.001,
      'validationMseAt1e-4': 0.015,
      constantMse: 0.005,
    });
  });

  it('leaves out the standard deviation of a single run', () => {
    const single = { ...sources, sweeps: [sweepOf({ default: [0.004] }), sources.sweeps[1]!] };
    assert.ok(!('validationMseSd' in collectHeadline(notebook, { ...single, parts: { trainingMse: 1 } })));
  });

  it("takes the best recipe's figures only if they are about the same photos", () => {
    const parts = { bestMse: 0.0001 };
    assert.equal(collectHeadline(notebook, { ...sources, parts, hasBest: true }).bestMse, 0.0001);
    assert.ok(!('bestMse' in collectHeadline(notebook, { ...sources, parts })));
  });

  it('refuses figures that are missing or not listed', () => {
    assert.throws(() => collectHeadline(notebook, { ...sources, common: {} }), UserError);
    assert.throws(() => collectHeadline(notebook, { ...sources, sweeps: sources.sweeps.slice(0, 1) }), UserError);
    assert.throws(() => collectHeadline(notebook, { ...sources, parts: { mse: 1 } }), UserError);
  });
});
