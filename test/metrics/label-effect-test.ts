import assert from 'node:assert/strict';
import { labelEffect } from '../../lib/metrics/label-effect';
import golden from './fixtures/statistics.json';

/** People in three poses each, with these errors. */
const facesOf = (people: number) =>
  Array.from({ length: 3 * people }, (_, i) => ({
    labels: { person: String(Math.floor(i / 3)), pose: ['front', 'left', 'right'][i % 3]!, set: 'one' },
  }));

describe('metrics/label-effect', () => {
  it('has the share and the p-value of all arrangements', () => {
    const { errors, share, p } = golden.labelEffect;
    const found = labelEffect(errors, facesOf(3), 'pose', 'person')!;
    assert.ok(Math.abs(found.share - share) < 1e-9);
    assert.ok(Math.abs(found.p - p) < 0.02, `${found.p}, not ${p}`);
  });

  it('keeps what the other label does out of the test', () => {
    // People differ by far more than poses, but every person is worst from the right.
    const errors = facesOf(6).map((_, i) => 100 * Math.floor(i / 3) + (i % 3) + 0.1 * ((i * 7) % 5));
    const pose = labelEffect(errors, facesOf(6), 'pose', 'person')!;
    assert.ok(pose.p < 0.001 && pose.share < 0.01);
    const person = labelEffect(errors, facesOf(6), 'person', 'pose')!;
    assert.ok(person.p < 0.001 && person.share > 0.99);
    assert.deepEqual(
      pose.groups.map(({ name }) => name),
      ['front', 'left', 'right'],
    );
  });

  it('finds nothing in equal errors, and does not test what all faces share or lack', () => {
    const { p, share } = labelEffect(new Array<number>(9).fill(3), facesOf(3), 'pose', 'person')!;
    assert.deepEqual([p, share], [1, 0]);
    assert.equal(labelEffect(golden.labelEffect.errors, facesOf(3), 'set', 'person'), undefined);
    assert.equal(labelEffect(golden.labelEffect.errors, facesOf(3), 'sex', 'person'), undefined);
  });
});
