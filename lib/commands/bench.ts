import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from 'd3-array';
import { UserError } from '../errors';
import { experiments } from '../experiments/all';
import { fixed, percent, significant } from '../format';
import { optionOf } from '../parameters/names';
import { runInProcess } from '../processes/pool';
import type { Experiment } from '../runs/experiment';
import type { BenchJob, BenchResult } from './common/bench-run';
import { commandForEach } from './common/choices';
import { positiveInteger, runCommand } from './common/run-command';

interface BenchFlags {
  batchSize?: number;
  precision: BenchJob['precision'];
  rounds?: number;
  threads?: number;
  seconds?: number;
}

/** Experiments whose network `bench-torch.py` has, too. */
const COUNTERPARTS: readonly string[] = ['nose', 'full-face', 'resnet'];

/** `npm run bench -- resnet --precision bfloat16`; with BENCH_PYTHON, a Python that has PyTorch, against that */
const command = commandForEach(
  'bench',
  "Measures an experiment's training speed on random images. If the environment variable BENCH_PYTHON names a Python " +
    'that has PyTorch, the same network is also trained there, in alternation and on as many cores.',
  experiments,
  (own, experiment) => {
    own
      .option('--batch-size <number>', `Images in one step. [${experiment.defaults.batchSize}]`, positiveInteger)
      .addOption(
        own
          .createOption('--precision <name>', 'Number format of the convolutions.')
          .choices(['float32', 'bfloat16'])
          .default('float32'),
      )
      .option('--rounds <number>', 'Number of measurements. [3]', positiveInteger)
      .option('--threads <number>', 'Cores to use. [all]', positiveInteger)
      .option('--seconds <number>', `Stop each training after this time. [${defaultEnd(experiment)}]`, positiveInteger)
      .action((flags: BenchFlags) => measureSpeed(experiment, flags));
  },
);

function defaultEnd({ bench, defaults }: Experiment): string {
  return bench.seconds > 0 ? String(bench.seconds) : `after ${defaults.epochs} epochs`;
}

async function measureSpeed(
  { name, defaults, bench }: Experiment,
  { rounds = 3, threads = availableParallelism(), ...flags }: BenchFlags,
): Promise<void> {
  const job: BenchJob = {
    experiment: name,
    width: defaults.width,
    height: defaults.height,
    batchSize: flags.batchSize ?? defaults.batchSize,
    precision: flags.precision,
    threads,
    images: bench.images,
    validation: bench.validation,
    epochs: bench.seconds > 0 ? 1000 : defaults.epochs,
    seconds: flags.seconds ?? bench.seconds,
  };
  const python = COUNTERPARTS.includes(name) ? process.env.BENCH_PYTHON : undefined;
  console.log(`${name}: ${job.width}x${job.height}, batch ${job.batchSize}, ${job.precision}, ${threads} cores`);
  const ours: BenchResult[] = [];
  const torch: BenchResult[] = [];
  for (let round = 1; round <= rounds; round++) {
    ours.push(await report(`round ${round}  this library`, runHere(job)));
    if (python) torch.push(await report(`round ${round}  PyTorch     `, runTorch(python, job)));
  }
  console.log(`\n${summary(job, ours, torch)}`);
}

async function report(label: string, running: Promise<BenchResult>): Promise<BenchResult> {
  const result = await running;
  const { imagesPerSecond, seconds, peakMemoryMB, version } = result;
  const speed = `${significant(imagesPerSecond)} images/s, ${significant(seconds)} s`;
  console.log(`${label}  ${speed}, ${fixed(peakMemoryMB, 0)} MB at peak  (${version})`);
  return result;
}

function summary(
  { experiment, epochs, seconds }: BenchJob,
  ours: readonly BenchResult[],
  torch: readonly BenchResult[],
): string {
  const speed = median(ours, (one) => one.imagesPerSecond)!;
  const whole = seconds > 0 ? '' : `, ${significant(median(ours, (one) => one.seconds)!)} s for ${epochs} epochs`;
  const input = percent(100 * median(ours, (one) => one.inputShare ?? 0)!, 1);
  const lines = [
    `this library, median of ${ours.length}: ${significant(speed)} images/s${whole}`,
    `data loading and augmentation: ${input} of a step`,
  ];
  if (torch.length === 0) {
    const why = COUNTERPARTS.includes(experiment)
      ? 'Set BENCH_PYTHON to a Python that has it.'
      : 'The comparison has no such network.';
    return [...lines, `PyTorch: not measured. ${why}`].join('\n');
  }
  const other = median(torch, (one) => one.imagesPerSecond)!;
  return [
    ...lines,
    `PyTorch, median of ${torch.length}: ${significant(other)} images/s`,
    `speed relative to PyTorch: ${fixed(speed / other, 2)}x`,
  ].join('\n');
}

/** Each side runs in a process of its own, so that the peak memory is that side's alone. */
const runHere = (job: BenchJob): Promise<BenchResult> =>
  runInProcess(join(__dirname, 'common', 'bench-run.ts'), job, { threads: job.threads });

async function runTorch(python: string, job: BenchJob): Promise<BenchResult> {
  const options = Object.entries(job).flatMap(([name, value]) => [optionOf(name), String(value)]);
  try {
    const { stdout } = await promisify(execFile)(python, [join(__dirname, 'common', 'bench-torch.py'), ...options]);
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as BenchResult;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (!stderr) throw error;
    throw new UserError(`${python} (BENCH_PYTHON) cannot run the benchmark; does it have PyTorch?\n${stderr.trim()}`);
  }
}

runCommand(command);
