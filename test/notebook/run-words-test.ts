import assert from 'node:assert/strict';
import { nme, validationMse } from '../../lib/metrics/metric';
import { describeRun, runFindings, runWords } from '../../lib/notebook/run-words';
import { seedsFindings, seedsWords } from '../../lib/notebook/seeds-words';
import type { SeedsFindings } from '../../lib/notebook/seeds-words';
import type { Experiment, ExperimentData } from '../../lib/runs/experiment';
import { madeUpSamples, shifted } from '../figures/made-up';
import { matchSnapshot } from '../snapshot';
import { runOf, sweepOf } from './made-up';

const validation = madeUpSamples(24);
const data = {
  training: madeUpSamples(6),
  validation,
  set: { generated: false, groupName: 'person' },
  split: 'by person',
} as unknown as ExperimentData;
const of = (metric: typeof nme) => ({ metric }) as unknown as Experiment;
const offBy = (pixels: number) => [...shifted(validation, (face) => pixels * (1 + 0.1 * (face % 4)))];
/** A run with predictions about so many pixels of the photo off. */
const runAt = (pixels: number, metric = validationMse) =>
  runOf(metric === nme ? 9.1 : 0.00219, 'default', 1, { metric, predictions: offBy(pixels) });
/** Seeds with these errors in pixels; the metric is the MSE of the predictions. */
const seedsAt = (pixels: readonly number[], generated = false): SeedsFindings =>
  seedsFindings(
    of(validationMse),
    sweepOf(
      { default: pixels.map((error) => ((1.15 * error) / 640) ** 2 / 2) },
      { perRun: (_, seed) => ({ predictions: offBy(pixels[seed - 1]!) }) },
    ),
    { ...data, set: { ...data.set, generated } },
  );

describe('notebook/run-words', () => {
  it('compares a run with the mean-shape baseline, and resamples people', () => {
    const good = runFindings(of(validationMse), runAt(5), data);
    assert.equal(good.baseline.verdict, 'better');
    assert.deepEqual(good.groups, { faces: 24, groups: 8, name: 'person', subject: 'face' });
    assert.equal(good.distance!.photoWidth, 640);
    assert.ok(Math.abs(good.distance!.pixels - 5.75) < 1e-3);
    assert.ok(good.distance!.interval.low < 5.75 && good.distance!.interval.high > 5.75);
    assert.ok(good.distance!.relative!.percent > 0);
    assert.equal(runFindings(of(validationMse), runAt(500), data).baseline.verdict, 'worse');
    assert.equal(runFindings(of(validationMse), runAt(NaN), data).baseline.verdict, 'worse');
  });

  it('knows no width of photos that differ, and no relative error without a normalizer', () => {
    const faces = validation.faces.map((face, i) => ({ ...face, width: 600 + i }));
    const normalizer = { name: 'nothing', pair: [-1, -1] as const };
    const landmarkSet = { ...validation.landmarkSet, normalizer };
    const { distance } = runFindings(of(validationMse), runAt(5), {
      ...data,
      validation: { ...validation, faces, landmarkSet },
    });
    assert.deepEqual([distance!.photoWidth, distance!.relative], [undefined, undefined]);
  });

  it('adds failure rates for the NME', () => {
    const findings = runFindings(of(nme), runAt(5, nme), data);
    assert.equal(findings.distance, undefined);
    assert.ok(findings.failures!.at8 >= findings.failures!.at10);
  });

  it('puts a run into words', () => {
    const findings = runFindings(of(validationMse), runAt(5), data);
    const wild = runFindings(of(nme), runAt(5, nme), data);
    const single = { ...wild, groups: { ...wild.groups, groups: 24 } };
    const texts = [
      findings,
      {
        ...findings,
        distance: { ...findings.distance!, photoWidth: undefined },
        baseline: { ...findings.baseline, verdict: 'not significant' as const },
      },
      { ...findings, baseline: { ...findings.baseline, verdict: 'worse' as const } },
      wild,
      single,
      { ...single, folds: 5 },
    ];
    matchSnapshot(texts.map(runWords).join('\n\n'), 'run.md');
    assert.equal(describeRun(of(validationMse), runAt(5), data).markdown, runWords(findings));
  });
});

describe('notebook/seeds-words', () => {
  it('compares seeds with the baseline over seeds and over people', () => {
    const good = seedsAt([20, 22, 21]);
    assert.deepEqual([good.overSeeds.verdict, good.overFaces.verdict, good.failed], ['better', 'better', []]);
    assert.ok(Math.abs(good.distance.pixels - 21 * 1.15) < 0.01);
    assert.equal(seedsAt([400, 500, 450]).overSeeds.verdict, 'worse');
    assert.equal(seedsAt([20]).overSeeds.verdict, 'no interval');
  });

  it('names the seeds that have failed, unless all have', () => {
    assert.deepEqual(seedsAt([20, 400, 21]).failed, [2]);
    assert.deepEqual(seedsAt([20, NaN, 21]).failed, [2]);
    assert.deepEqual(seedsAt([400, 500]).failed, []);
  });

  it('puts seeds into words', () => {
    const findings = [
      seedsAt([20, 22, 21]),
      seedsAt([20, 400, 21]),
      seedsAt([20, 400, 21, 450]),
      seedsAt([400, 500, 450]),
      seedsAt([20]),
      seedsAt([20, 22], true),
    ];
    matchSnapshot(findings.map(seedsWords).join('\n\n'), 'seeds.md');
  });
});
