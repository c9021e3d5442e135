import assert from 'node:assert/strict';
import { interpret } from '../../lib/metrics/interpretation';
import { nme, validationMse } from '../../lib/metrics/metric';
import {
  cutOffFindings,
  cutOffWords,
  describeCutOff,
  describeRun,
  runFindings,
  runWords,
  seedsFindings,
  seedsWords,
} from '../../lib/notebook/result-words';
import type { Experiment, ExperimentData } from '../../lib/runs/experiment';
import { madeUpSamples, shifted } from '../figures/made-up';
import { matchSnapshot } from '../snapshot';
import { runOf, sweepOf } from './made-up';

const validation = madeUpSamples(12);
const data = {
  training: madeUpSamples(6),
  validation,
  set: { generated: false },
  split: 'by person',
} as unknown as ExperimentData;
const of = (metric: typeof nme) => ({ metric }) as unknown as Experiment;
/** A run with predictions so many pixels of the photo off. */
const runAt = (pixels: number, metric = validationMse) => {
  const run = runOf(metric === nme ? 9.1 : 0.00219, 'default', 1, { metric, metrics: { validationPixels: pixels } });
  return { ...run, training: { ...run.training, predictions: [...shifted(validation, () => pixels)] } };
};

describe('notebook/result-words', () => {
  it('compares a run with the mean-shape baseline', () => {
    const good = runFindings(of(validationMse), runAt(5), data);
    assert.equal(good.baseline.verdict, 'better');
    assert.equal(good.faces, 12);
    assert.equal(good.photoWidth, 640);
    assert.ok(Math.abs(good.baseline.error - (5 / 640) ** 2 / 2) < 1e-6);
    assert.equal(runFindings(of(validationMse), runAt(500), data).baseline.verdict, 'worse');
    const mixed = {
      ...data,
      validation: { ...validation, faces: validation.faces.map((face, i) => ({ ...face, width: 600 + i })) },
    };
    assert.equal(runFindings(of(validationMse), runAt(5), mixed).photoWidth, undefined);
  });

  it('adds an interval and failure rates for the NME, and pixels for the MSE', () => {
    const findings = runFindings(of(nme), runAt(5, nme), data);
    assert.equal(findings.pixels, undefined);
    assert.ok(findings.interval!.low < findings.interval!.high);
    assert.ok(findings.failures!.at8 >= findings.failures!.at10);
    assert.equal(runFindings(of(validationMse), runAt(5), data).interval, undefined);
  });

  it('compares several seeds with the baseline by their interval', () => {
    const seeds = sweepOf({ default: [0.00219, 0.00474, 0.00222] });
    assert.equal(seedsFindings(seeds, 0.00509, data).verdict, 'not significant');
    assert.equal(seedsFindings(sweepOf({ default: [0.0021, 0.0022, 0.002] }), 0.00509, data).verdict, 'better');
    assert.equal(seedsFindings(sweepOf({ default: [0.0021] }), 0.00509, data).verdict, 'single run');
  });

  it('puts runs and seeds into words', () => {
    const findings = runFindings(of(validationMse), runAt(5), data);
    const wild = runFindings(of(nme), runAt(5, nme), data);
    const summaries = [[0.00219, 0.00474, 0.00222], [0.0021, 0.0022, 0.002], [0.0061, 0.0062, 0.006], [0.0021]].map(
      (values) => seedsFindings(sweepOf({ default: values }), 0.00509, data),
    );
    const texts = [
      runWords(findings),
      runWords({ ...findings, photoWidth: undefined, baseline: { ...findings.baseline, verdict: 'not significant' } }),
      runWords({ ...findings, baseline: { ...findings.baseline, verdict: 'worse' } }),
      runWords({ ...wild, baseline: { ...wild.baseline, error: 9.1, reference: 15.6, verdict: 'better' } }),
      ...summaries.map(seedsWords),
      seedsWords({ ...summaries[0]!, generated: true, photoWidth: undefined }),
    ];
    matchSnapshot(texts.join('\n\n'), 'results.md');
    assert.equal(describeRun(of(validationMse), runAt(5), data).markdown, runWords(findings));
  });

  it('compares landmarks outside the crop with those inside, face by face', () => {
    const result = interpret(
      validation,
      shifted(validation, () => 3),
      { measure: 'pixels' },
    );
    assert.equal(cutOffFindings(result), undefined);
    const { count } = validation.landmarkSet;
    // The first landmark of each face is cut off.
    const landmarks = validation.landmarks.map((value, i) => (i % (2 * count) === 0 ? 1.2 : value));
    const outside = (error: number) => ({
      ...result,
      samples: { ...validation, landmarks },
      landmarkErrors: result.landmarkErrors.map((_, i) => (i % count === 0 ? error + (i % 7) : 2 + (i % 3))),
    });
    const [harder, easier, alike] = [8, 0.0, 0.3].map((error) => cutOffFindings(outside(error))!);
    assert.equal(harder!.comparison.verdict, 'worse');
    assert.equal(harder!.faces, 12);
    assert.ok(Math.abs(harder!.share - 100 / 58) < 1e-9);
    const texts = [
      harder!,
      { ...easier!, comparison: { ...easier!.comparison, verdict: 'better' as const } },
      { ...alike!, comparison: { ...alike!.comparison, verdict: 'not significant' as const } },
    ];
    matchSnapshot([...texts, undefined].map(cutOffWords).join('\n\n'), 'cut-off.md');
    assert.equal(describeCutOff(result).markdown, cutOffWords(undefined));
  });
});
