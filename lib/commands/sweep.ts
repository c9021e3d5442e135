import { readingLine } from '../datasets/gate/reading';
import { experiments } from '../experiments/all';
import type { Experiment } from '../runs/experiment';
import { resultText } from '../runs/result-text';
import { sweep } from '../runs/sweep';
import { commandForEach } from './common/choices';
import { addParameterOptions, parametersFrom } from './common/options';
import { addStrictOption, positiveInteger, runCommand, stopOnInterrupt } from './common/run-command';
import { readVary } from './common/vary';

interface SweepFlags {
  vary?: string[];
  processes?: number;
  force?: boolean;
  tensorboard?: boolean;
  crossValidate?: boolean;
  [parameter: string]: unknown;
}

const collect = (value: string, previous: string[] = []): string[] => [...previous, value];

/** `npm run sweep -- full-face --vary learningRate=1e-3,1e-4 --vary augment=true,false --repeats 3` */
const command = commandForEach(
  'sweep',
  'Trains variations of an experiment, each with several seeds, and compares them.',
  experiments,
  (own, experiment) => {
    own
      .option('--vary <name=values>', 'Values to try for a parameter, separated by commas; repeatable.', collect)
      .option('--cross-validate', 'Evaluate by cross-validation within the training set.')
      .option('--processes <number>', 'Runs in parallel. [as many as cores and memory allow]', positiveInteger)
      .option('--force', 'Retrain cached runs.')
      .option('--tensorboard', 'Write TensorBoard event files to .cache/tensorboard/.');
    addParameterOptions(addStrictOption(own), experiment).action((flags: SweepFlags) => compare(experiment, flags));
  },
);

async function compare(experiment: Experiment, flags: SweepFlags): Promise<void> {
  const { repeats, ...base } = parametersFrom(experiment, flags);
  const names = Object.keys(experiment.defaults).filter((name) => name !== 'repeats');
  const vary = readVary(flags.vary ?? [], names);
  console.error(`${readingLine(await experiment.findFaces({ ...experiment.defaults, ...base }))}.`);
  const result = await sweep(
    experiment,
    {
      vary,
      base,
      repeats: repeats ?? experiment.defaults.repeats,
      crossValidate: flags.crossValidate ?? false,
    },
    {
      force: flags.force ?? false,
      tensorBoard: flags.tensorboard ?? false,
      signal: stopOnInterrupt('Run the same command to resume.'),
      ...(flags.processes && { processes: flags.processes }),
    },
  );
  console.log(resultText(result));
  if (result.failures.length > 0) process.exitCode = 1;
}

runCommand(command);
