import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchAll } from '../../../lib/commands/common/bench-all';
import type { BenchJob } from '../../../lib/commands/common/bench-run';
import { speedTable } from '../../../lib/report/readme/speed';
import { temporaryFolder } from '../../environment';

const jobOf = (experiment: string): BenchJob => ({
  experiment,
  width: 64,
  height: 64,
  batchSize: 16,
  precision: 'float32',
  threads: 2,
  images: 32,
  validation: 4,
  epochs: 1,
  seconds: 0,
});

describe('bench all', function () {
  this.timeout(300_000);
  const folder = temporaryFolder();

  it('measures every line of the README’s table against PyTorch, with the command for it', async () => {
    const python = join(folder(), 'python');
    const result = { imagesPerSecond: 1e-3, seconds: 1, peakMemoryMB: 50, version: 'torch 2.15' };
    writeFileSync(python, `#!/bin/sh\necho '${JSON.stringify(result)}'\n`);
    chmodSync(python, 0o755);
    const file = join(folder(), 'reports/measured/speed.json');
    await benchAll({ rounds: 1, python, jobOf, file });
    const table = speedTable(folder())!;
    const lines = table.split('\n').filter((line) => /^\| (nose|full face|ResNet-18)/.test(line));
    assert.equal(lines.length, 6);
    assert.match(lines.at(-1)!, /batch 32, bfloat16.*`npm run bench -- resnet --batch-size 32 --precision bfloat16`/);
    assert.match(table, /2 cores of .*; Node\.js .*, TensorFlow.*, torch 2\.15; median of 1 round in alternation\.$/);
    const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: Record<string, number>[] };
    for (const row of rows) {
      assert.ok(Math.abs(row.relativeToPyTorch! / (1000 * row.imagesPerSecond!) - 1) < 0.01);
      assert.equal(row.peakMemoryOfPyTorchMB, 50);
      assert.ok(row.peakMemoryMB! > 100);
    }
  });

  it('needs PyTorch', () =>
    assert.rejects(benchAll({ rounds: 1, python: undefined, jobOf, file: '' }), /set BENCH_PYTHON/));
});
