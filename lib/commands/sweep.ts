import { Command } from 'commander';
import { experiments } from '../experiments/all';
import type { Experiment } from '../runs/experiment';
import { sweep } from '../runs/sweep';
import { addParameterOptions, parametersFrom } from './common/options';
import { runCommand, stopOnInterrupt, wholeNumber } from './common/run-command';
import { readVary } from './common/vary';

interface SweepFlags {
  vary: string[];
  processes?: number;
  force?: boolean;
  tensorboard?: boolean;
  crossValidate?: boolean;
  [parameter: string]: unknown;
}

/** `npm run sweep -- full-face --vary learningRate=1e-3,1e-4 --vary augment=true,false --repeats 3` */
const command = new Command('sweep')
  .description('Trains variations of an experiment, each with several seeds, and compares them.')
  .configureHelp({ showGlobalOptions: true });
for (const experiment of experiments) {
  const own = command
    .command(experiment.name)
    .description(experiment.title)
    .option('--vary <name=values>', 'values to try for a parameter; may be given again', collect, [])
    .option('--cross-validate', 'measure on parts of the training faces in turn, not on the validation faces')
    .option('--processes <number>', 'runs at a time [as many as pay]', wholeNumber)
    .option('--force', 'run again what is there already')
    .option('--tensorboard', 'write TensorBoard event files, below .cache/tensorboard/');
  addParameterOptions(own, experiment).action((flags: SweepFlags) => compare(experiment, flags));
}

async function compare(experiment: Experiment, flags: SweepFlags): Promise<void> {
  const { repeats, ...base } = parametersFrom(experiment, flags);
  const vary = readVary(
    flags.vary,
    Object.keys(experiment.defaults).filter((name) => name !== 'repeats'),
  );
  const result = await sweep(
    experiment,
    { vary, base, repeats: repeats ?? experiment.defaults.repeats, crossValidate: flags.crossValidate ?? false },
    {
      force: flags.force ?? false,
      tensorBoard: flags.tensorboard ?? false,
      signal: stopOnInterrupt('The same command goes on from here.'),
      ...(flags.processes && { processes: flags.processes }),
    },
  );
  console.log(result.text());
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}

runCommand(command);
