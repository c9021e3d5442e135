import assert from 'node:assert/strict';
import { nme } from '../../lib/metrics/metric';
import {
  describePrecision,
  precisionFindings,
  precisions,
  precisionTable,
  precisionWords,
} from '../../lib/notebook/precision';
import { resetFigures } from '../figures/fake-notebook';
import { matchSnapshot, readable } from '../snapshot';
import { sweepOf } from './made-up';

/** A sweep over number formats with these NMEs, one per seed. */
const compared = (formats: Readonly<Record<string, readonly number[]>>) =>
  sweepOf(formats, {
    metric: nme,
    perRun: (label) => ({
      parameters: { precision: label as 'float32' },
      speed: label === 'bfloat16' ? 24 : 16,
      training: 512,
    }),
  });

describe('notebook/precision', () => {
  const float32 = [9, 9.2, 9.1];

  it('compares bfloat16 with float32, whichever the sweep began with', () => {
    const found = precisionFindings(compared({ bfloat16: [9.5, 9.72, 9.61], float32 }))!;
    assert.equal(found.verdict, 'worse');
    assert.equal(found.speedup, 1.5);
    assert.ok(found.difference.mean > 0);
    assert.equal(precisionFindings(compared({ float32, bfloat16: [9.2, 9.1, 9.05] }))!.verdict, 'not significant');
    assert.equal(precisionFindings(compared({ float32: [9], bfloat16: [9.3] }))!.verdict, 'single run');
    assert.equal(precisionFindings(compared({ float32 })), undefined);
  });

  it('offers the formats that the processor has', () => assert.equal(precisions()[0], 'float32'));

  it('puts the comparison into words and a table', () => {
    const sweeps = [
      compared({ float32, bfloat16: [9.5, 9.72, 9.61] }),
      compared({ float32, bfloat16: [9.2, 9.1, 9.05] }),
      compared({ float32: [24.3], bfloat16: [29] }),
      compared({ float32, bfloat16: float32 }),
      compared({ float32 }),
    ];
    matchSnapshot(sweeps.map((result) => precisionWords(precisionFindings(result))).join('\n\n'), 'precision.md');
    assert.equal(describePrecision(sweeps[4]!).markdown, precisionWords(undefined));
    resetFigures();
    matchSnapshot(readable(String(precisionTable(sweeps[0]!).html())), 'precision-table.html');
  });
});
