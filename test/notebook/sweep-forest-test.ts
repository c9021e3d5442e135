import assert from 'node:assert/strict';
import { nme } from '../../lib/metrics/metric';
import { rangeOf, sweepForest } from '../../lib/notebook/sweep-forest';
import { resetFigures } from '../figures/fake-notebook';
import { specOf } from '../figures/made-up';
import { matchSnapshot, readable } from '../snapshot';
import { sweepOf } from './made-up';

const values = {
  default: [0.0041, 0.004, 0.0042],
  worse: [0.0051, 0.0049, 0.005],
  better: [0.003, 0.0031, 0.0029],
  similar: [0.0042, 0.0039, 0.0043],
};

describe('notebook/sweep-forest', () => {
  beforeEach(resetFigures);

  const labelsOf = (figure: ReturnType<typeof sweepForest>) => specOf(figure).y.ticks!.map(({ label }) => label);

  it('draws differences with their intervals and runs, the lowest at the top', () => {
    const figure = sweepForest(sweepOf(values), { baseline: 0.0051, id: 'ablation' });
    const { series, rules, x } = specOf(figure);
    assert.deepEqual(labelsOf(figure), ['better', 'default', 'similar', 'worse']);
    const [dots, significant, open] = series;
    assert.equal(dots!.x.length, 12);
    assert.deepEqual([significant!.name, significant!.labels], ['significant', ['better', 'worse']]);
    assert.deepEqual([open!.name, open!.labels], ['not significant', ['similar']]);
    assert.equal(significant!.intervals, 'x');
    assert.ok((significant!.high![0] ?? 0) < 0 && (significant!.low![1] ?? 0) > 0);
    assert.deepEqual(
      rules.map(({ label, remark }) => [label, remark]),
      [
        ['default', '0.00410'],
        ['Mean-shape baseline', '0.00510'],
      ],
    );
    assert.ok(x.range![1] > 0.001);
    matchSnapshot(readable(figure.html(1).text), 'sweep-forest.html');
  });

  it('names in the caption what lies far beyond the others', () => {
    const far = sweepForest(sweepOf({ ...values, 'learning rate 1': [5e7, 6e7, 7e7] }), { baseline: 4 });
    assert.ok(!labelsOf(far).includes('learning rate 1'));
    assert.equal(specOf(far).rules.length, 1);
    const texts = [
      far,
      sweepForest(sweepOf({ ...values, diverged: [NaN, 1, 2] })),
      sweepForest(sweepOf({ default: [9.1], A: [9.2], B: [8] }, { metric: nme }), { baseline: 15.6 }),
      sweepForest(sweepOf({ default: [1, 2], A: [1.2, 1.3] })),
    ].map(({ caption }) => caption);
    matchSnapshot(texts.join('\n'), 'sweep-forest.txt');
  });

  it('has an axis for all runs, unless one would make it many times as long', () => {
    const of = (...highs: number[]) =>
      highs.map((value, i) => ({ label: String(i), values: [{ value: 0 }, { value }] }));
    assert.deepEqual(rangeOf(of(1, 2, 3)), { range: [-0.36, 3.36], beyond: [] });
    assert.deepEqual(rangeOf(of(1, 1, 100)).beyond, ['2']);
    assert.deepEqual(rangeOf(of(1, 1, 100), 50).beyond, []);
    assert.ok(rangeOf(of(1, 1), 2).range[1] > 2);
    assert.ok(rangeOf(of(1, 1), 5).range[1] < 2);
    assert.deepEqual(rangeOf(of(0, 0)).range, [-0.12, 0.12]);
  });
});
