import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { experiments } from '../experiments/all';
import { ParameterError } from '../parameters/validation';
import { fixed, significant } from '../format';
import { runInProcess } from '../processes';
import type { Experiment } from '../runs/experiment';
import type { BenchJob, BenchResult } from './common/bench-result';
import { runCommand, wholeNumber } from './common/run-command';

interface BenchFlags {
  batchSize?: number;
  precision: 'float32' | 'bfloat16';
  rounds: number;
  threads: number;
  seconds?: number;
}

/** `npm run bench -- resnet --precision bfloat16`; with BENCH_PYTHON, a Python that has torch, against PyTorch */
const command = new Command('bench').description(
  'Measures how fast an experiment trains. Where BENCH_PYTHON names a Python that has torch, the same network is ' +
    'trained there in turns, on the same cores.',
);
for (const experiment of experiments) {
  command
    .command(experiment.name)
    .description(experiment.title)
    .option('--batch-size <number>', "photos in a step [the experiment's own]", wholeNumber)
    .option('--precision <name>', 'float32 or bfloat16', readPrecision, 'float32')
    .option('--rounds <number>', 'turns', wholeNumber, 3)
    .option('--threads <number>', 'cores', wholeNumber, availableParallelism())
    .option('--seconds <number>', 'stop each training after so long', wholeNumber)
    .action((flags: BenchFlags) => measureSpeed(experiment, flags));
}

async function measureSpeed({ name, defaults, bench }: Experiment, { rounds, ...flags }: BenchFlags): Promise<void> {
  const { width, height, batchSize, epochs } = defaults;
  const seconds = flags.seconds ?? bench.seconds;
  const job: BenchJob = {
    experiment: name,
    width,
    height,
    batchSize: flags.batchSize ?? batchSize,
    precision: flags.precision,
    threads: flags.threads,
    images: bench.images,
    validation: bench.validation,
    epochs: bench.seconds > 0 ? 1000 : epochs,
    seconds,
  };
  const python = process.env.BENCH_PYTHON;
  console.log(`${name}: ${width}x${height}, batch ${job.batchSize}, ${job.precision}, ${job.threads} cores`);
  const ours: BenchResult[] = [];
  const torch: BenchResult[] = [];
  for (let round = 1; round <= rounds; round++) {
    ours.push(await report(`round ${round}  here `, runHere(job)));
    if (python) torch.push(await report(`round ${round}  torch`, runTorch(python, job)));
  }
  summarize(job, ours, torch);
}

async function report(label: string, running: Promise<BenchResult>): Promise<BenchResult> {
  const result = await running;
  const { imagesPerSecond, seconds, peakMemoryMB, version } = result;
  const speed = `${significant(imagesPerSecond)} images/s, ${significant(seconds)} s`;
  console.log(`${label}  ${speed}, at most ${fixed(peakMemoryMB, 0)} MB  (${version})`);
  return result;
}

function summarize({ epochs, seconds }: BenchJob, ours: readonly BenchResult[], torch: readonly BenchResult[]): void {
  const middle = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  const speed = middle(ours.map((one) => one.imagesPerSecond));
  const whole = seconds > 0 ? '' : `, ${significant(middle(ours.map((one) => one.seconds)))} s for ${epochs} epochs`;
  console.log(`\nhere, median of ${ours.length}: ${significant(speed)} images/s${whole}`);
  console.log(`making batches takes ${fixed(100 * middle(ours.map((one) => one.inputShare ?? 0)), 1)} % of a step`);
  if (torch.length === 0) return console.log('no PyTorch beside it: set BENCH_PYTHON to a Python that has torch');
  const other = middle(torch.map((one) => one.imagesPerSecond));
  console.log(`torch, median of ${torch.length}: ${significant(other)} images/s`);
  console.log(`ratio of the medians: ${fixed(speed / other, 2)} (above 1: faster here)`);
}

/** Each side measures in a process of its own, so that peak memory is that side's alone. */
function runHere(job: BenchJob): Promise<BenchResult> {
  return runInProcess<BenchJob, BenchResult>(join(__dirname, 'common', 'bench-run.ts'), job, { threads: job.threads });
}

async function runTorch(python: string, job: BenchJob): Promise<BenchResult> {
  const options = Object.entries(job).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    String(value),
  ]);
  const { stdout } = await promisify(execFile)(python, ['lib/commands/common/bench-torch.py', ...options]);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as BenchResult;
}

function readPrecision(text: string): BenchFlags['precision'] {
  if (text === 'float32' || text === 'bfloat16') return text;
  throw new ParameterError(`--precision cannot be '${text}': it has to be float32 or bfloat16.`);
}

runCommand(command);
