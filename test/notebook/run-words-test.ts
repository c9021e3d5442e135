import assert from 'node:assert/strict';
import { nme, validationMse } from '../../lib/metrics/metric';
import { factsOf } from '../../lib/notebook/facts';
import { resultHeading } from '../../lib/notebook/headings';
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
      { ...findings, among: { count: 10, value: { mean: 0.00187, sd: 0.0004, count: 10 }, pixels: 29.3, place: 8 } },
      { ...wild, among: { count: 3, value: { mean: 7.7, sd: 0.1, count: 3 }, place: 1 } },
    ];
    matchSnapshot(texts.map(runWords).join('\n\n'), 'run.md');
    assert.equal(describeRun(of(validationMse), runAt(5), data).markdown, runWords(findings));
  });
});

/** Trainings with these errors in pixels, and the first of them. */
const repeated = (...pixels: number[]) => {
  const seeds = sweepOf(
    { default: pixels.map((error) => ((1.15 * error) / 640) ** 2 / 2) },
    { perRun: (_, seed) => ({ predictions: offBy(pixels[seed - 1]!) }) },
  );
  return { seeds, run: seeds.runsOf()[0]! };
};

describe('a result in headings, paragraphs and texts', () => {
  const experiment = of(validationMse);

  it('is the mean of all seeds, the same number everywhere', () => {
    const { seeds, run } = repeated(24, 20, 22);
    const mean = '25.3\u00a0px';
    assert.match(
      resultHeading(experiment, seeds, data).markdown,
      new RegExp(`: ${mean} off \\(mean of 3 seeds\\), better`),
    );
    assert.match(
      describeRun(experiment, run, data, seeds).markdown,
      new RegExp(
        `^Averaged over 3 seeds, the error is \\*\\*${mean}\\*\\*.* off by \\*\\*27.6\\spx.*the highest of the 3 seeds`,
      ),
    );
    const facts = factsOf(experiment, seeds, data);
    assert.deepEqual([facts.error, facts.seeds, facts.faces], [mean, 'mean of 3 seeds', '24 faces of 8 people']);
    assert.match(seedsWords(seedsFindings(experiment, seeds, data)), new RegExp(`off by \\*\\*${mean}`));
  });

  it('is that of the run where there is only one', () => {
    const { seeds, run } = repeated(24);
    assert.match(resultHeading(experiment, seeds, data).markdown, /: 27\.6\spx off, better/);
    assert.equal(describeRun(experiment, run, data, seeds).markdown, describeRun(experiment, run, data).markdown);
    assert.deepEqual(factsOf(experiment, run, data), factsOf(experiment, seeds, data));
    assert.equal(factsOf(experiment, run, data).seeds, 'a single run');
  });

  it('claims nothing of trainings that are not better, or have diverged', () => {
    const learned = (...pixels: number[]) => factsOf(experiment, repeated(...pixels).seeds, data).learned;
    assert.match(learned(20, 22, 21), /^Only the difference/);
    assert.match(learned(20, 400, 21), /not significant/);
    assert.match(learned(400, 450, 420), /worse than the baseline/);
    const { run } = repeated(24);
    const epochs = run.training.epochs.map((epoch) => ({ ...epoch, validationMse: NaN }));
    const diverged = { ...run, training: { ...run.training, epochs } };
    assert.match(factsOf(experiment, diverged, data).learned, /diverged/);
    assert.equal(resultHeading(experiment, diverged, data).markdown, '## The result: the training diverged');
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
