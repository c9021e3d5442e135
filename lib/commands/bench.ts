import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { median } from 'd3-array';
import { load300W } from '../datasets/load';
import { experiments } from '../experiments/all';
import { nose } from '../experiments/nose';
import { fixed, percent, significant } from '../format';
import { root } from '../paths';
import type { Experiment } from '../runs/experiment';
import { benchSpeed } from './common/bench-against-torch';
import { benchPredict } from './common/bench-predict';
import type { BenchJob, BenchResult } from './common/bench-run';
import { benchScaling, SCALING } from './common/bench-scaling';
import { alternate, medianSpeed } from './common/bench-speed';
import { benchStart } from './common/bench-start';
import { fromCaller } from './common/caller';
import { commandForEach } from './common/choices';
import { photosGiven } from './common/photos-given';
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

interface SpeedFlags {
  rounds?: number;
  seconds?: number;
}

const pages = join(root(), 'reports');
const RESULT = 'Written to reports/bench.json and reports/bench.html.';

/** Adds the options of a measurement against PyTorch. */
const withSpeedOptions = (own: Command): Command =>
  own
    .option('--rounds <number>', 'Number of measurements. [3]', positiveInteger)
    .option('--seconds <number>', "Stop ResNet-18's trainings after this time.", positiveInteger);

withSpeedOptions(command.command('speed'))
  .description(`Every network and number format against PyTorch, for the table of the README. ${RESULT}`)
  .action(async (flags: SpeedFlags) => tell(await allSpeeds(flags)));

command
  .command('scaling')
  .description(
    `Time and memory of a training by the number of photos (200 to 100,000), their size and the cores. ${RESULT} ` +
      'Takes 10 to 20 minutes and 5 GB of the disk; continues where it was interrupted.',
  )
  .action(async () => tell(await benchScaling(pages, SCALING)));

command
  .command('start')
  .description(`Time of each part of the first report of the nose, with all trainings. ${RESULT}`)
  .action(async () => tell(await benchStart(pages, nose)));

withSpeedOptions(command.command('all'))
  .description(`All benchmarks that have a part in reports/bench.json, one after the other. ${RESULT}`)
  .action(async (flags: SpeedFlags) => {
    await allSpeeds(flags);
    await prediction([], flags);
    await benchScaling(pages, SCALING);
    tell(await benchStart(pages, nose));
  });

const tell = (page: string): void =>
  console.log(`\nWritten: ${page} and bench.json beside it. \`npm run readme\` puts the speeds into the README.`);

const allSpeeds = ({ rounds = 3, seconds }: SpeedFlags): Promise<string> =>
  benchSpeed({
    rounds,
    python: process.env.BENCH_PYTHON,
    folder: pages,
    jobOf(name) {
      const job = jobOf(
        experiments.find((one) => one.name === name)!,
        { precision: 'float32' },
      );
      return { ...job, ...(seconds && job.seconds > 0 && { seconds }) };
    },
  });

command
  .command('predict')
  .description(`Prediction against face-api's own pipeline: speed, and error on the test photos of 300-W. ${RESULT}`)
  .argument('[photo...]', 'Photos, folders or patterns to measure the speed on. [the test photos]')
  .option('--rounds <number>', 'Number of measurements. [3]', positiveInteger)
  .action(async (given: string[], flags: { rounds?: number }) => tell(await prediction(given, flags)));

async function prediction(given: readonly string[], { rounds = 3 }: { rounds?: number }): Promise<string> {
  const photos = given.length > 0 ? await photosGiven(given.map(fromCaller)) : undefined;
  return benchPredict({ set: await load300W({ part: 'test' }), ...(photos && { photos }), rounds, folder: pages });
}

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
