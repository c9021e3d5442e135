import assert from 'node:assert/strict';
import { interpret } from '../../lib/metrics/interpretation';
import type { FaceComparison } from '../../lib/metrics/verdict';
import type { GroupFindings } from '../../lib/notebook/group-words';
import {
  cropsHeadline,
  dataHeading,
  groupsHeadline,
  landmarksHeadline,
  leakHeadline,
  resultHeadline,
  sweepHeading,
  trainingHeading,
  trainingHeadline,
} from '../../lib/notebook/headings';
import type { CropFindings } from '../../lib/notebook/method-words';
import type { NetworkResult } from '../../lib/notebook/result';
import type { ExperimentData } from '../../lib/runs/experiment';
import { madeUpSamples } from '../figures/made-up';
import { runOf, sweepOf } from './made-up';

const comparison = (verdict: FaceComparison['verdict']) =>
  ({ error: 1, reference: 5.8, difference: 0, interval: { low: 0, high: 0 }, verdict }) as FaceComparison;

describe('notebook/headings', () => {
  it('say whose photos there are, where the data set tells', () => {
    const faces = (groups: string[]) => ({ faces: groups.map((group) => ({ group })) });
    const data = (groupName: string) =>
      ({ training: faces(['a', 'a', 'b']), validation: faces(['c']), set: { groupName } }) as unknown as ExperimentData;
    assert.equal(dataHeading(data('person')).markdown, '## The data: 4 photos of 3 people, 1 held out');
    assert.equal(dataHeading(data('photo')).markdown, '## The data: 4 photos, 1 held out');
  });

  it('compare the validation error with the training error', () => {
    const of = (trainingMse: number, validationMse: number) => trainingHeadline([{ trainingMse, validationMse }]);
    assert.equal(of(0.001, 0.0025), 'after 1 epoch, the validation MSE is 2.5 times the training MSE');
    assert.equal(of(NaN, NaN), 'it diverged');
    assert.equal(trainingHeadline([]), 'it diverged');
    const { training } = runOf(2.11);
    assert.equal(trainingHeading({ training }).markdown, '## The training: it diverged');
  });

  it('say of the result what its test allows, and of how many seeds it is the mean', () => {
    const of = (change: Partial<NetworkResult>) =>
      resultHeadline({
        error: '28.2 px',
        baseline: '45.2 px',
        seeds: 1,
        diverged: 0,
        verdict: 'better',
        ...change,
      });
    const inPercent = { title: 'NME', error: '7.69%', baseline: '15.63%' };
    assert.equal(of(inPercent), 'NME 7.69%, better than the mean face (15.63%)');
    assert.equal(of({ verdict: 'worse' }), '28.2 px off, worse than the mean face (45.2 px)');
    assert.equal(
      of({ verdict: 'not significant', seeds: 10 }),
      '28.2 px off (mean of 10 seeds), not significantly better than the mean face (45.2 px)',
    );
    assert.equal(of({ diverged: 1, verdict: 'worse' }), 'the training diverged');
    assert.equal(of({ diverged: 2, seeds: 10, verdict: 'worse' }), '2 of 10 trainings diverged');
  });

  it('name the labels that errors are shown to depend on, and no others', () => {
    const of = (...corrected: number[]) =>
      groupsHeadline({
        effects: corrected.map((p, i) => ({ label: ['person', 'pose'][i], corrected: p })),
      } as unknown as GroupFindings);
    assert.equal(of(0.01, 0.04), 'Errors depend on the person and the pose');
    assert.equal(of(0.01, 0.2), 'Errors depend on the person; no effect of the pose can be shown');
    assert.equal(of(0.3, 0.05), 'No effect of the person or the pose can be shown');
    assert.equal(of(), 'Errors by face');
  });

  it('name the parts of the face with the largest and the smallest errors, both eyes as one', () => {
    const samples = madeUpSamples(2, 16, 16);
    const off = (isOff: (landmark: number) => boolean) => {
      const { count } = samples.landmarkSet;
      const moved = samples.landmarks.map((value, i) => (isOff(Math.floor(i / 2) % count) ? value + 0.2 : value + 0.1));
      return landmarksHeadline(interpret(samples, moved));
    };
    const [jaw, ...others] = samples.landmarkSet.parts;
    assert.equal(jaw!.name, 'jaw');
    const eyes = others.filter(({ name }) => / eye$/.test(name)).flatMap(({ landmarks }) => landmarks);
    assert.match(
      off((one) => eyes.includes(one)),
      /^Errors are largest at the eyes, smallest at the /,
    );
    assert.match(
      off((one) => jaw!.landmarks.includes(one)),
      /^Errors are largest at the jaw, smallest at the /,
    );
    assert.equal(
      off(() => true),
      'All parts of the face have the same error',
    );
  });

  it('name the variations of a sweep that are significantly worse or better', () => {
    const of = (values: Record<string, number[]>) => sweepHeading(sweepOf(values), 'Width').markdown;
    assert.equal(of({ default: [1.3, 2.1], wide: [0.1, 0.2] }), '## Width: default diverged');
    const base = [0.01, 0.0102, 0.0098];
    const [worse, better, same] = [
      [0.03, 0.031, 0.029],
      [0.001, 0.0012, 0.0011],
      [0.0101, 0.0097, 0.0103],
    ];
    assert.equal(of({ default: base, wide: worse, deep: better }), '## Width: worse with wide, better with deep');
    assert.equal(of({ default: base, wide: worse, deep: same }), '## Width: worse with wide');
    assert.equal(of({ default: base, wide: same }), '## Width: no significant difference');
    assert.equal(of({ default: [0.01], wide: [0.02] }), '## Width: one run each, so no difference is tested');
    assert.equal(of({ default: [0.01, 0.011] }), '## Width: not compared here');
    assert.equal(of({ default: base, a: worse, b: worse, c: worse, d: worse }), '## Width: worse with 4 of 4 changes');
    assert.equal(of({ default: base, wide: [NaN, NaN, NaN] }), '## Width: diverged with wide');
  });

  it('say what a leaking split and a looser crop do', () => {
    assert.deepEqual((['better', 'worse', 'not significant', undefined] as const).map(leakHeadline), [
      'A split by photo flatters the network',
      'A split by photo does not flatter the network',
      'A split by photo: no leak can be shown',
      'A split by photo',
    ]);
    const findings: CropFindings[] = [
      { name: 'ResNet-18', factor: 1.6, comparison: comparison('worse') },
      { name: 'best recipe', factor: 1.6, comparison: comparison('not significant') },
    ];
    assert.equal(
      cropsHeadline(findings),
      'Crops 1.6 times as large: worse for ResNet-18, not significantly different for the best recipe',
    );
  });
});
