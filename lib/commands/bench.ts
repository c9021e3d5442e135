import { availableParallelism } from 'node:os';
import { median } from 'd3-array';
import { experiments } from '../experiments/all';
import { fixed, percent, significant } from '../format';
import type { Experiment } from '../runs/experiment';
import { benchAll } from './common/bench-all';
import type { BenchJob, BenchResult } from './common/bench-run';
import { alternate, medianSpeed } from './common/bench-speed';
import { fromCaller } from './common/caller';
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

command
  .command('all')
  .description('Every network and number format against PyTorch, for the table of the README.')
  .option('--rounds <number>', 'Number of measurements. [3]', positiveInteger)
  .option('--seconds <number>', "Stop ResNet-18's trainings after this time.", positiveInteger)
  .option('--out-file <path>', 'Where the speeds go.', 'reports/measured/speed.json')
  .action(({ rounds = 3, seconds, outFile }: { rounds?: number; seconds?: number; outFile: string }) =>
    benchAll({
      rounds,
      python: process.env.BENCH_PYTHON,
      file: fromCaller(outFile),
      jobOf(name) {
        const job = jobOf(
          experiments.find((one) => one.name === name)!,
          { precision: 'float32' },
        );
        return { ...job, ...(seconds && job.seconds > 0 && { seconds }) };
      },
    }),
  );

async function measureSpeed(experiment: Experiment, { rounds = 3, ...flags }: BenchFlags): Promise<void> {
  const job = jobOf(experiment, flags);
  const python = COUNTERPARTS.includes(experiment.name) ? process.env.BENCH_PYTHON : undefined;
  const { ours, torch } = await alternate(job, rounds, python);
  console.log(`\n${summary(job, ours, torch)}`);
}

function jobOf(
  { name, defaults, bench }: Experiment,
  { threads = availableParallelism(), ...flags }: Omit<BenchFlags, 'rounds'>,
): BenchJob {
  return {
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
}

function summary(
  { experiment, epochs, seconds }: BenchJob,
  ours: readonly BenchResult[],
  torch: readonly BenchResult[],
): string {
  const speed = medianSpeed(ours);
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
  const other = medianSpeed(torch);
  return [
    ...lines,
    `PyTorch, median of ${torch.length}: ${significant(other)} images/s`,
    `speed relative to PyTorch: ${fixed(speed / other, 2)}x`,
  ].join('\n');
}

runCommand(command);
