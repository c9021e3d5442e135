import assert from 'node:assert/strict';
import type { ExperimentData } from '../../lib/runs/experiment';
import { conclude } from '../../lib/notebook/conclude';
import { toy } from '../runs/toy';

describe('notebook/conclude', () => {
  const wide = {
    ...toy,
    notebook: { ...toy.notebook, headline: { validationMse: 'MSE', validationMseSd: 'its deviation' } },
  };

  async function samples(): Promise<ExperimentData> {
    return toy.load(toy.defaults);
  }

  it('leaves the deviation of a single run out of the record', async () => {
    const headline = { validationMse: 0.003, validationMseSd: NaN };
    const { record } = conclude(wide, wide.defaults, await samples(), [], { headline, summary: 'One run.' });
    assert.deepEqual(record.headline, { validationMse: 0.003 });
  });

  it('refuses a headline that lacks a figure, has one too many, or one that is no number', async () => {
    const end = async (headline: Record<string, number>) =>
      conclude(wide, wide.defaults, await samples(), [], { headline, summary: '' });
    await assert.rejects(end({ validationMse: 1 }), /lacks validationMseSd/);
    await assert.rejects(end({ validationMse: 1, validationMseSd: 1, mse: 1 }), /knows no mse/);
    await assert.rejects(end({ validationMse: NaN, validationMseSd: 1 }), /headline\.validationMse/);
  });
});
