import { InvalidArgumentError } from 'commander';
import { readingLine } from '../datasets/gate/reading';
import { experiments } from '../experiments/all';
import { ParameterError } from '../parameters/validation';
import type { ExperimentParameters, NotebookExperiment } from '../runs/experiment';
import { leastEpochs } from '../runs/halving';
import { planRuns } from '../runs/plan';
import type { SweepPlan } from '../runs/plan';
import { resultText } from '../runs/result-text';
import { isStored, runsFolder } from '../runs/store';
import { sweep } from '../runs/sweep';
import type { SweepOptions } from '../runs/sweep';
import { confirmationPlan, ranked } from '../search/confirm';
import { searchPlan } from '../search/plan';
import { confirmationText, searchText } from '../search/text';
import { commandForEach } from './common/choices';
import { addParameterOptions, optionsFor, parametersFrom } from './common/options';
import { readRanges } from './common/ranges';
import { addStrictOption, positiveInteger, runCommand, stopOnInterrupt } from './common/run-command';
import { readVary } from './common/vary';

interface SweepFlags {
  vary?: string[];
  processes?: number;
  force?: boolean;
  tensorboard?: boolean;
  crossValidate?: boolean;
  search?: number;
  prune?: number | true;
  list?: boolean;
  only?: string[];
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
      .option(
        '--search <random:number>',
        "Draw this many variations at random, from lists or ranges: --vary 'learningRate=log(1e-5,1e-2)' --vary " +
          'epochs=5..30. The best one is measured again.',
        randomCount,
      )
      .option(
        '--prune [epochs]',
        'Stop unpromising runs early: after this many epochs, and after 3 and 9 times as many and so on, a run goes on ' +
          'if it is among the best third of those before it. [a ninth of the epochs]',
        positiveInteger,
      )
      .option('--list', 'List the runs with their keys, and train none.')
      .option('--only <key>', 'Do only the run with this key; repeatable.', collect)
      .option('--cross-validate', 'Evaluate by cross-validation within the training set.')
      .option('--processes <number>', 'Runs in parallel. [as many as cores and memory allow]', positiveInteger)
      .option('--force', 'Retrain cached runs.')
      .option('--tensorboard', 'Write TensorBoard event files to .cache/tensorboard/.');
    addParameterOptions(addStrictOption(own), experiment).action((flags: SweepFlags) => compare(experiment, flags));
  },
);

async function compare(experiment: NotebookExperiment, flags: SweepFlags): Promise<void> {
  const plan = planOf(experiment, flags);
  if (flags.list) {
    for (const run of await planRuns(experiment, plan, runsFolder())) {
      console.log(`${run.key}  ${isStored(run) ? 'cached' : 'to do '}  ${run.label}`);
    }
    return;
  }
  const data = await experiment.findFaces({ ...experiment.defaults, ...plan.base });
  console.error(`${readingLine(data)}.`);
  const options = {
    force: flags.force ?? false,
    tensorBoard: flags.tensorboard ?? false,
    signal: stopOnInterrupt('Run the same command to resume.'),
    ...(flags.processes && { processes: flags.processes }),
  };
  const result = await sweep(experiment, plan, { ...options, ...pruning(experiment, plan, flags) });
  if (result.failures.length > 0) process.exitCode = 1;
  if (!flags.search || flags.only) {
    console.log(resultText(result));
    return;
  }
  console.log(searchText(result));
  const [best] = ranked(result);
  if (!best || best.variation === result.variations[0]) {
    console.log('\nNo variation is better than the default.');
    return;
  }
  const confirmation = await sweep(experiment, confirmationPlan(experiment, plan, best.variation), options);
  const use = optionsFor({ ...parametersFrom(experiment, flags), ...best.variation.changes });
  const stopped = new Set(result.stopped.map(({ variation }) => variation)).size;
  const searched = { variations: result.variations.length + stopped, best: best.value.mean };
  console.log(`\n${confirmationText(confirmation, searched, `npm run report -- ${experiment.name} ${use}`)}`);
}

/** When runs are stopped early, and which runs are done. */
function pruning(
  { defaults }: NotebookExperiment,
  { base }: SweepPlan<ExperimentParameters>,
  { prune, only }: SweepFlags,
): Pick<SweepOptions, 'prune' | 'only'> {
  if (prune === undefined) return { only };
  if (only) throw new ParameterError('--prune compares the runs with each other. Leave out --only.');
  return { prune: prune === true ? leastEpochs({ ...defaults, ...base }.epochs) : prune };
}

/** What the options describe: a grid, or a random search. */
function planOf(experiment: NotebookExperiment, flags: SweepFlags): SweepPlan<ExperimentParameters> {
  const { repeats, ...base } = parametersFrom(experiment, flags);
  const names = Object.keys(experiment.defaults).filter((name) => name !== 'repeats');
  const vary = flags.vary ?? [];
  if (flags.search) {
    if (flags.crossValidate) {
      throw new ParameterError('--search validates within the training set anyway. Leave out --cross-validate.');
    }
    const ranges = readRanges(vary, names);
    return searchPlan(experiment, { ranges, count: flags.search, base, ...(repeats && { repeats }) });
  }
  return {
    vary: readVary(vary, names),
    base,
    repeats: repeats ?? experiment.defaults.repeats,
    crossValidate: flags.crossValidate ?? false,
  };
}

/** The number of variations in `random:30`. */
function randomCount(text: string): number {
  const [, number] = /^random:(\d+)$/.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('Write random: and the number of variations: random:30.');
  return positiveInteger(number);
}

runCommand(command);
