import assert from 'node:assert/strict';
import { precisionTable, precisionWords } from '../../lib/notebook/precision';
import { SweepResult } from '../../lib/runs/result';
import type { RunResult } from '../../lib/runs/run';
import { nme as metric } from '../../lib/metrics/metric';

/** A sweep over number formats with these errors, one for each seed, and speeds. */
function compared(formats: Readonly<Record<string, { nme: readonly number[]; speed: number }>>): SweepResult {
  const runs = Object.entries(formats).flatMap(([precision, { nme, speed }]) => {
    const variation = { label: `precision ${precision}`, changes: { precision } };
    return nme.map((value, seed) => ({
      variation,
      parameters: { precision, seed },
      metrics: { nme: value },
      started: '2026-01-01T00:00:00.000Z',
      training: { epochs: [{ samplesPerSecond: speed }, { samplesPerSecond: speed }] },
    }));
  });
  const experiment = { name: 'resnet', title: 'ResNet-18', metric } as const;
  return new SweepResult(experiment, runs as unknown as RunResult[], new Date(0));
}

describe('notebook/precision', () => {
  it('compares speed and error, and leaves open what one training cannot tell', () => {
    const result = compared({ float32: { nme: [9.1], speed: 16 }, bfloat16: { nme: [9.3], speed: 24 } });
    const words = precisionWords(result);
    assert.match(words, /trains 1\.5 times as fast; its NME is 9\.30 % in place of 9\.10 %; with one training each/);
    const { body } = precisionTable(result);
    for (const cell of ['float32', 'bfloat16', '9.10', '9.30', '16.0', '24.0'])
      assert.ok(body.text.includes(`>${cell}<`), cell);
  });

  it('tells a difference beyond chance from one within', () => {
    const float32 = { nme: [9, 9.2, 9.1], speed: 20 };
    assert.match(
      precisionWords(compared({ float32, bfloat16: { nme: [9.5, 9.72, 9.61], speed: 20 } })),
      /trains no faster here .*; that is worse beyond chance \(95 %, 3 seeds\)/,
    );
    assert.match(
      precisionWords(compared({ float32, bfloat16: { nme: [9.2, 9.1, 9.05], speed: 20 } })),
      /which 3 seeds cannot tell from chance/,
    );
  });

  it('takes float32 as what is compared with, whichever the sweep began with', () => {
    const words = precisionWords(
      compared({ bfloat16: { nme: [9.5, 9.72, 9.61], speed: 30 }, float32: { nme: [9, 9.2, 9.1], speed: 20 } }),
    );
    assert.match(words, /trains 1\.5 times as fast; .* worse beyond chance/);
  });

  it('says so where the processor has one format only', () => {
    assert.match(precisionWords(compared({ float32: { nme: [9], speed: 16 } })), /does not compute in bfloat16/);
  });
});
