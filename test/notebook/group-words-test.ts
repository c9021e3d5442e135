import assert from 'node:assert/strict';
import type { Interpretation } from '../../lib/metrics/interpretation';
import { describeGroups, groupFindings, groupWords } from '../../lib/notebook/group-words';
import { Random } from '../../lib/random';
import { matchSnapshot } from '../snapshot';

const POSES = ['frontal', 'turned to the left', 'turned to the right'];

/** Eight people in three poses. */
function resultOf(errorOf: (person: number, pose: number) => number): Interpretation {
  const faces = Array.from({ length: 24 }, (_, i) => ({
    labels: { person: String(33 + Math.floor(i / 3)), pose: POSES[i % 3]! },
  }));
  const errors = faces.map((_, i) => errorOf(Math.floor(i / 3), i % 3));
  return { samples: { faces }, errors, unit: 'px' } as unknown as Interpretation;
}

describe('notebook/group-words', () => {
  const random = new Random(3);
  const noise = () => random.normal(0, 4);
  const people = resultOf((person) => 20 + 5 * person + noise());
  const poses = resultOf((_, pose) => 20 + 15 * pose + noise());
  const neither = resultOf(() => 20 + noise());

  it('finds people or poses to differ only if a permutation test does', () => {
    const significant = (result: Interpretation) =>
      groupFindings(result, ['person', 'pose']).effects.map(({ corrected }) => corrected < 0.05);
    assert.deepEqual(significant(people), [true, false]);
    assert.deepEqual(significant(poses), [false, true]);
    assert.deepEqual(significant(neither), [false, false]);
  });

  it('finds nothing where a label is missing', () => {
    assert.equal(groupFindings(people, ['person', 'light']).effects.length, 0);
  });

  it('puts them into words, and names all that are tied', () => {
    const texts = [people, poses, neither, resultOf((person) => (person < 2 ? 30 : 20)), resultOf(() => 20)].map(
      (result) => groupWords(groupFindings(result, ['person', 'pose'])),
    );
    matchSnapshot([...texts, groupWords({ unit: 'px', effects: [] })].join('\n\n'), 'groups.md');
    assert.equal(describeGroups(people, ['person', 'pose']).markdown, texts[0]);
  });
});
