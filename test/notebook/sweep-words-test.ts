import assert from 'node:assert/strict';
import type { SweepResult, SweepRow } from '../../lib/runs/result';
import { sweepWords } from '../../lib/notebook/sweep-words';

/** A comparison of a base with variations of known differences. */
function comparison(differences: readonly { mean: number; margin: number }[], runs = 3): SweepResult {
  const row = (label: string, mean: number, difference?: { mean: number; margin: number }): SweepRow =>
    ({
      variation: { label, changes: {} },
      value: { mean, sd: 0.001, count: runs },
      difference,
      runs: new Array(runs),
    }) as never;
  const rows = [row('default', 0.004), ...differences.map((one, i) => row(`change ${i}`, 0.004 + one.mean, one))];
  return { metric: 'validationMse', rows: () => rows } as unknown as SweepResult;
}

describe('notebook/sweep-words', () => {
  it('claims a difference only where it exceeds its interval', () => {
    assert.match(
      sweepWords(comparison([{ mean: -0.002, margin: 0.001 }])),
      /\*\*change 0\*\*.*, better: difference −0\.00200 ± 0\.00100/,
    );
    assert.match(sweepWords(comparison([{ mean: 0.002, margin: 0.001 }])), /, worse:/);
    assert.match(sweepWords(comparison([{ mean: 0.001, margin: 0.002 }])), /3 seeds cannot tell from chance/);
    assert.match(sweepWords(comparison([{ mean: 0.001, margin: NaN }], 1)), /one run each, so this may be chance/);
  });

  it('says so where nothing differs, and makes a list of many', () => {
    const words = sweepWords(comparison([0, 0, 0].map((mean) => ({ mean, margin: 0 }))));
    assert.match(words, /^- \*\*change 0\*\*: 0\.00400 in place of 0\.00400: just the same\.\n- /);
  });
});
