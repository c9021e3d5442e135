import assert from 'node:assert/strict';
import { growth } from './endure';
import type { Endurance } from './endure';
import { slopeOf } from './slope';

const flat: Endurance = {
  training: { epochs: 2000, tensors: [30, 30, 30], memory: [500, 501, 502], memorySlope: 0.5, heapSlope: 0.1 },
  sweep: { runs: 200, processes: [0, 2, 0], openFiles: [36, 40, 36], memory: [400, 401], memorySlope: 0.2 },
};

// A harness that notices nothing finds no faults either.
describe('endurance', () => {
  it('is measured by the slope of a straight line', () => {
    assert.equal(
      slopeOf([
        [0, 1],
        [1, 3],
        [3, 7],
      ]),
      2,
    );
    const noisy = Array.from({ length: 100 }, (_, i): [number, number] => [i, 5 - i / 4 + (i % 2)]);
    assert.ok(Math.abs(slopeOf(noisy) + 0.25) < 0.01);
  });

  it('finds everything that grows', () => {
    assert.deepEqual(growth(flat), []);
    const { training, sweep } = flat;
    const grown: Record<string, Endurance> = {
      tensors: { training: { ...training, tensors: [30, 30, 31] }, sweep },
      'per 1,000 epochs': { training: { ...training, memorySlope: 40 }, sweep },
      'per 100 runs': { training, sweep: { ...sweep, memorySlope: 40 } },
      processes: { training, sweep: { ...sweep, processes: [0, 2, 1] } },
      'open files': { training, sweep: { ...sweep, openFiles: [36, 40, 37] } },
    };
    for (const [what, endurance] of Object.entries(grown)) {
      const lines = growth(endurance);
      assert.equal(lines.length, 1, what);
      assert.ok(lines[0]!.includes(what), lines[0]);
    }
  });
});
