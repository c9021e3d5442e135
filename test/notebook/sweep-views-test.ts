import assert from 'node:assert/strict';
import type { SweepResult, SweepRow } from '../../lib/runs/result';
import { sweepTable } from '../../lib/notebook/sweep-views';

/** The caption of a comparison of a base with one variation. */
function captionOf(difference: { mean: number; margin: number } | undefined, runs: number): string {
  const row = (label: string, change?: typeof difference): SweepRow => ({
    variation: { label, changes: {} },
    value: { mean: 0.004 + (change?.mean ?? 0), sd: runs > 1 ? 0.001 : NaN, count: runs },
    difference: change,
    seconds: 1,
    networkParameters: 10,
    runs: new Array(runs),
  });
  const rows = [row('default'), ...(difference ? [row('change', difference)] : [])];
  const variations = rows.map(({ variation }) => variation);
  const result = { metric: { key: 'validationMse' }, experiment: { title: 'Toy' }, note: '', variations, rows: () => rows };
  return sweepTable(result as unknown as SweepResult).caption;
}

describe('notebook/sweep-views', () => {
  it('says of differences what the number of runs allows', () => {
    assert.match(captionOf({ mean: -0.002, margin: 0.001 }, 3), /exceeds its 95 % interval for: change\./);
    assert.match(captionOf({ mean: -0.001, margin: 0.002 }, 3), /No difference to the base exceeds/);
    assert.match(captionOf({ mean: -0.002, margin: NaN }, 1), /With one run each, chance and change cannot/);
    assert.doesNotMatch(captionOf(undefined, 3), /difference|one run/);
  });
});
