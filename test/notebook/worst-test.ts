import assert from 'node:assert/strict';
import type { Interpretation } from '../../lib/metrics/interpretation';
import { hypergeometricTail, worstByLabel, worstWords } from '../../lib/notebook/worst';
import type { WorstByLabel } from '../../lib/notebook/worst';
import { matchSnapshot } from '../snapshot';

/** Faces with these values of a label, from the largest error to the smallest. */
function ranked(values: readonly string[]): Pick<Interpretation, 'samples' | 'errors' | 'unit'> {
  const faces = values.map((pose) => ({ labels: { pose, set: 'one' } }));
  const errors = values.map((_, i) => 100 - i);
  return { samples: { faces }, errors, unit: 'px' } as unknown as Pick<Interpretation, 'samples' | 'errors' | 'unit'>;
}

const poses = ['left', 'right', 'frontal', 'smiling', 'free', 'lit'];
/** Eight people in six poses, with these five poses at the top. */
const withTop = (top: readonly string[]): string[] => {
  const rest = poses.flatMap((pose) => Array<string>(8 - top.filter((one) => one === pose).length).fill(pose));
  return [...top, ...rest];
};

describe('notebook/worst', () => {
  it('calls a tie a tie', () => {
    const found = worstByLabel(ranked(withTop(['left', 'right', 'left', 'right', 'free'])), 'pose', 5)!;
    assert.equal(found.verdict, 'tie');
    assert.deepEqual(found.top, [
      { value: 'left', worst: 2, all: 8 },
      { value: 'right', worst: 2, all: 8 },
    ]);
    assert.equal(found.p, 1);
  });

  it('lets a value stand out only if it is significant', () => {
    const three = worstByLabel(ranked(withTop(['left', 'left', 'left', 'right', 'free'])), 'pose', 5)!;
    assert.equal(three.verdict, 'not significant');
    assert.ok(three.p > 0.05);
    const five = worstByLabel(ranked(withTop(Array<string>(5).fill('left'))), 'pose', 5)!;
    assert.equal(five.verdict, 'stands out');
    assert.ok(five.p < 0.001);
  });

  it('finds nothing in common when all are different, and nothing to compare with one value or a missing label', () => {
    const different = worstByLabel(ranked(withTop(poses.slice(0, 5))), 'pose', 5)!;
    assert.equal(different.verdict, 'all different');
    assert.equal(different.top.length, 5);
    assert.equal(worstByLabel(ranked(withTop(poses)), 'set', 5), undefined);
    assert.equal(worstByLabel(ranked(withTop(poses)), 'sex', 5), undefined);
  });

  it('computes hypergeometric probabilities', () => {
    // Six of 48 faces are one person's; three or more of them among five: 17856 of 1712304 draws.
    assert.ok(Math.abs(hypergeometricTail(3, 6, 5, 48) - 17856 / 1712304) < 1e-12);
    assert.ok(Math.abs(hypergeometricTail(0, 6, 5, 48) - 1) < 1e-12);
    assert.equal(hypergeometricTail(3, 2, 5, 48), 0);
  });

  it('puts each verdict into words', () => {
    const found = (values: readonly string[]): WorstByLabel => worstByLabel(ranked(values), 'pose', 5)!;
    const texts = [
      withTop(['left', 'right', 'left', 'right', 'free']),
      withTop(['left', 'left', 'left', 'right', 'free']),
      withTop(Array<string>(5).fill('left')),
      withTop(poses.slice(0, 5)),
    ].map((values) => worstWords(ranked(values), [found(values)], 5));
    matchSnapshot(texts.join('\n\n'), 'worst.md');
  });
});
