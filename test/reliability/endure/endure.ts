// Usage: npm run test:endure [-- --epochs NUMBER --runs NUMBER]
// Trains for 2,000 epochs and does a sweep of 200 runs, and measures whether tensors, memory, processes and open files stay
// as they were. Without options, the figures go into reports/measured/reliability.json. The exit status is 1 if they grow.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { showProgress } from '../../../lib/progress';
import { keepFigures } from '../figures';
import { longSweep } from './sweep';
import type { SweepEndurance } from './sweep';
import { longTraining } from './training';
import type { TrainingEndurance } from './training';

/** Growth of memory that counts as none: MB per 1,000 epochs, and MB per 100 runs. */
const FLAT = 10;

/** A long training and a long sweep. */
export interface Endurance {
  readonly training: TrainingEndurance;
  readonly sweep: SweepEndurance;
}

/**
 * Trains and sweeps for long, in a temporary cache.
 *
 * @param epochs Epochs of the training.
 * @param runs Runs of the sweep.
 */
export async function endure(epochs: number, runs: number): Promise<Endurance> {
  // Collects garbage on request, so that what remains can be measured.
  setFlagsFromString('--expose-gc');
  globalThis.gc = runInNewContext('gc') as typeof globalThis.gc;
  const cache = mkdtempSync(join(tmpdir(), 'faces-endure-'));
  const before = process.env.FACES_CACHE;
  process.env.FACES_CACHE = cache;
  try {
    const epochProgress = showProgress('Training', epochs, 'epochs');
    const training = await longTraining(epochs, join(cache, 'training', 'checkpoint'), (done) =>
      epochProgress.update(done),
    );
    epochProgress.stop();
    const runProgress = showProgress('Sweeping', runs, 'runs');
    const sweep = await longSweep(runs, cache, (done) => runProgress.update(done));
    runProgress.stop();
    return { training, sweep };
  } finally {
    if (before === undefined) delete process.env.FACES_CACHE;
    else process.env.FACES_CACHE = before;
    rmSync(cache, { recursive: true, force: true });
  }
}

/** What has grown, one line each. */
export function growth({ training, sweep }: Endurance): string[] {
  const [processes, files] = [sweep.processes, sweep.openFiles];
  return [
    ...(new Set(training.tensors).size > 1 ? [`tensors: ${training.tensors.join(', ')}`] : []),
    ...(training.memorySlope > FLAT ? [`memory: ${training.memorySlope} MB per 1,000 epochs`] : []),
    ...(sweep.memorySlope > FLAT ? [`memory: ${sweep.memorySlope} MB per 100 runs`] : []),
    ...(processes[2] > processes[0] ? [`processes: ${processes.join(', ')}`] : []),
    ...(files[2] > files[0] ? [`open files: ${files.join(', ')}`] : []),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { epochs: { type: 'string' }, runs: { type: 'string' } } });
  const { epochs, runs } = values;
  const figures = await endure(Number(epochs ?? 2000), Number(runs ?? 200));
  console.log(JSON.stringify(figures));
  for (const line of growth(figures)) {
    console.error(`Grown: ${line}`);
    process.exitCode = 1;
  }
  if (epochs === undefined && runs === undefined) keepFigures('endurance', figures);
}

if (require.main === module) void main();
