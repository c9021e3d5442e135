import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchSpeed } from '../../../lib/commands/common/bench-against-torch';
import type { BenchJob } from '../../../lib/commands/common/bench-run';
import { hasBfloat16 } from '../../../lib/ops/processor';
import { readBench } from '../../../lib/report/bench/record';
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

describe('bench speed', () => {
  const folder = temporaryFolder();

  it('measures every line of the README’s table against PyTorch, with the command for it', async () => {
    const python = join(folder(), 'python');
    const result = { imagesPerSecond: 1e-3, seconds: 1, peakMemoryMB: 50, version: 'torch 2.15' };
    writeFileSync(python, `#!/bin/sh\necho '${JSON.stringify(result)}'\n`);
    chmodSync(python, 0o755);
    const reports = join(folder(), 'reports');
    const page = await benchSpeed({ rounds: 1, python, jobOf, folder: reports });
    assert.match(readFileSync(page, 'utf8'), /ResNet-18, 224x224, batch 32, float32/);
    const precisions = hasBfloat16() ? ['float32', 'bfloat16'] : ['float32'];
    const table = speedTable(folder())!;
    const lines = table.split('\n').filter((line) => /^\| (nose|full face|ResNet-18)/.test(line));
    assert.equal(lines.length, 2 + 2 * precisions.length);
    const [command] = /`.*`/.exec(lines.at(-1)!)!;
    const half = precisions.includes('bfloat16') ? ' --precision bfloat16' : '';
    assert.equal(command, `\`npm run bench -- resnet --batch-size 32${half}\``);
    assert.match(table, /2 cores of .*; Node\.js .*, TensorFlow.*, torch 2\.15; median of 1 round in alternation\.$/);
    const { speed, ...others } = readBench(reports).sections;
    assert.deepEqual(Object.keys(others), hasBfloat16() ? ['speed-bfloat16'] : []);
    for (const { rows } of [speed!, ...Object.values(others)]) {
      for (const { network } of rows) assert.equal(/bfloat16/.test(String(network)), rows !== speed!.rows);
    }
    for (const row of [speed!, ...Object.values(others)].flatMap(({ rows }) => rows)) {
      assert.ok(Math.abs(Number(row.relativeToPyTorch) / (1000 * Number(row.imagesPerSecond)) - 1) < 0.01);
      assert.equal(row.peakMemoryOfPyTorchMB, 50);
      assert.ok(Number(row.peakMemoryMB) > 100);
    }
  });

  it('needs PyTorch', () =>
    assert.rejects(benchSpeed({ rounds: 1, python: undefined, jobOf, folder: '' }), /set BENCH_PYTHON/));
});
