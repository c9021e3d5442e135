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
import { madeUpSamples, shifted } from '../figures/made-up';
import { matchSnapshot, readable } from '../snapshot';
import { sweepOf } from './made-up';

const validation = madeUpSamples(12);

/** A sweep over number formats with these NMEs, one per seed; the predictions are as many pixels off. */
const compared = (formats: Readonly<Record<string, readonly number[]>>) =>
  sweepOf(formats, {
    metric: nme,
    perRun: (label, seed) => ({
      parameters: { precision: label as 'float32' },
      speed: label === 'bfloat16' ? 24 : 16,
      training: 512,
      predictions: [...shifted(validation, (face) => formats[label]![seed - 1]! + (face % 3))],
    }),
  });
const find = (formats: Readonly<Record<string, readonly number[]>>) => precisionFindings(compared(formats), validation);

describe('notebook/precision', () => {
  const float32 = [9, 9.2, 9.1];

  it('compares bfloat16 with float32, whichever the sweep began with', () => {
    const found = find({ bfloat16: [9.5, 9.72, 9.61], float32 })!;
    assert.equal(found.verdict, 'worse');
    assert.equal(found.speedup, 1.5);
    assert.ok(found.difference.mean > 0);
    assert.equal(find({ float32, bfloat16: [9.2, 9.1, 9.05] })!.verdict, 'not significant');
    assert.equal(find({ float32 }), undefined);
  });

  it('compares single runs on the same faces', () => {
    const { verdict, faces } = find({ float32: [9], bfloat16: [12] })!;
    assert.equal(verdict, 'no interval');
    assert.deepEqual([faces.verdict, faces.count], ['worse', 12]);
    assert.equal(find({ float32: [9], bfloat16: [9] })!.faces.verdict, 'not significant');
  });

  it('offers the formats that the processor has', () => assert.equal(precisions()[0], 'float32'));

  it('puts the comparison into words and a table', () => {
    const found = [
      find({ float32, bfloat16: [9.5, 9.72, 9.61] }),
      find({ float32, bfloat16: [9.2, 9.1, 9.05] }),
      find({ float32: [24.3], bfloat16: [29] }),
      find({ float32: [29], bfloat16: [24.3] }),
      find({ float32, bfloat16: float32 }),
      find({ float32: [9, 9.1], bfloat16: [9, NaN] }),
      undefined,
    ];
    const same = { ...found[2]!, faces: { ...found[2]!.faces, verdict: 'not significant' as const } };
    matchSnapshot([...found, same].map(precisionWords).join('\n\n'), 'precision.md');
    assert.equal(describePrecision(compared({ float32 }), { validation }).markdown, precisionWords(undefined));
    resetFigures();
    matchSnapshot(
      readable(String(precisionTable(compared({ float32, bfloat16: [9.5, 9.72, 9.61] })).html())),
      'precision-table.html',
    );
  });
});
