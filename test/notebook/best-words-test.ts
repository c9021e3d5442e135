import assert from 'node:assert/strict';
import { experiments } from '../../lib/experiments/all';
import { validationMse } from '../../lib/metrics/metric';
import { bestFindings, bestHeadline, bestSummary, bestWords } from '../../lib/notebook/best-words';
import { readBest } from '../../lib/recipes/record';
import { matchSnapshot } from '../snapshot';
import { mseRecord, nmeRecord } from './made-up-record';

describe('notebook/best-words', () => {
  it('finds the metric of the recipe, and pixels or rates with it', () => {
    const nose = bestFindings(mseRecord);
    assert.equal(nose.metric.landmarks, 'noseTip');
    assert.equal(nose.value.count, 2);
    assert.equal(nose.pixels, 3.3);
    assert.equal(nose.interval, undefined);
    const wild = bestFindings(nmeRecord);
    assert.equal(wild.pixels, undefined);
    assert.ok(wild.interval!.low < 5.5 && wild.interval!.high > 5.5);
    assert.deepEqual([wild.auc8, wild.fr8, wild.fr10], [54.4, 0, 0]);
    assert.equal(bestFindings({ ...mseRecord, metric: validationMse }).pixels, 5);
  });

  it('names results as the headlines of the experiments do', () => {
    for (const { name, notebook } of experiments.filter(
      ({ notebook }) => Object.keys(notebook.bestHeadline).length > 0,
    )) {
      const record = readBest(name);
      assert.ok(record);
      for (const key of Object.keys(bestHeadline(bestFindings(record)))) assert.ok(key in notebook.bestHeadline, key);
    }
  });

  it('puts them into words', () => {
    const { provenance } = mseRecord;
    const generated = { ...provenance, dataset: { ...provenance.dataset, generated: true }, revision: null };
    const texts = [
      ...[mseRecord, nmeRecord, { ...nmeRecord, provenance: generated }].map(bestWords),
      bestSummary(bestFindings(mseRecord), 0.00305),
      bestSummary(bestFindings(mseRecord), 0.00001),
      bestSummary(bestFindings(nmeRecord)),
    ];
    matchSnapshot(texts.join('\n\n'), 'best.md');
  });
});
