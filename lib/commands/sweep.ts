import { join } from 'node:path';
import { clusterAddress } from '../cluster/address';
import { withCluster } from '../cluster/with-cluster';
import type { ClusterOptions } from '../cluster/with-cluster';
import { readingLine } from '../datasets/gate/reading';
import { experiments } from '../experiments/all';
import { checksumOf } from '../files';
import { count } from '../format';
import { searchPage } from '../notebook/search-page';
import { shellWord } from '../parameters/names';
import { ParameterError } from '../parameters/validation';
import { root } from '../paths';
import { writeFigurePage } from '../report/figure-page';
import type { ExperimentParameters, NotebookExperiment } from '../runs/experiment';
import { leastEpochs } from '../runs/halving';
import { planRuns } from '../runs/plan';
import type { SweepPlan } from '../runs/plan';
import { resultText } from '../runs/result-text';
import { isStored, runsFolder } from '../runs/store';
import { sweep } from '../runs/sweep';
import type { SweepOptions } from '../runs/sweep';
import { searchMethod } from '../search/method';
import type { SearchMethod } from '../search/method';
import { searchPlan } from '../search/plan';
import { search } from '../search/search';
import type { SearchOutcome } from '../search/search';
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
  search?: string;
  prune?: number | true;
  on?: string;
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
        '--search <method:number>',
        'Try the default and this many variations from lists or ranges: ' +
          "--vary 'learningRate=log(1e-5,1e-2)' --vary epochs=5..30. " +
          'random:200 draws them; optuna:200 learns from each error where to look (TPE), and is installed when it is ' +
          'first used. The best variation is measured again.',
      )
      .option(
        '--prune [epochs]',
        'Stop unpromising runs early: after this many epochs, and after 3 and 9 times as many and so on, a run goes on ' +
          'if it is among the best third of those before it. [a ninth of the epochs]',
        positiveInteger,
      )
      .option('--list', 'List the runs with their keys, and train none.')
      .option('--only <key>', 'Do only the run with this key, or its first digits; repeatable.', collect)
      .option('--cross-validate', 'Evaluate by cross-validation within the training set.')
      .option('--processes <number>', 'Runs in parallel. [as many as cores and memory allow]', positiveInteger)
      .option(
        '--on <place>',
        'Do the runs on a Ray cluster: ray://HOST:10001; auto for the one that this machine is a node of; local starts ' +
          'Ray on this machine. Ray is installed when it is first used. [processes of this machine]',
      )
      .option('--force', 'Retrain cached runs.')
      .option('--tensorboard', 'Write TensorBoard event files to .cache/tensorboard/.');
    addParameterOptions(addStrictOption(own), experiment).action((flags: SweepFlags) => compare(experiment, flags));
  },
);

async function compare(experiment: NotebookExperiment, flags: SweepFlags): Promise<void> {
  const method = flags.search === undefined ? undefined : searchMethod(flags.search);
  if (method && !flags.list && !flags.only) return searchFor(experiment, method, flags);
  const plan = planOf(experiment, method, flags);
  if (flags.list) {
    const runs = await planRuns(experiment, plan, runsFolder());
    // Not among the lines, which a script may read.
    console.error(`${count(runs.length, 'run')}: key, state, variation. --only KEY does one of them.`);
    for (const run of runs) {
      console.log(`${run.key}  ${isStored(run) ? 'cached' : 'to do '}  ${run.label}`);
    }
    return;
  }
  await tellData(experiment, plan.base);
  const options = { ...optionsOf(experiment, flags), only: flags.only };
  const result = await withCluster(experiment, options, (all) => sweep(experiment, plan, all));
  if (result.failures.length > 0) process.exitCode = 1;
  console.log(resultText(result));
  if (result.variations.length > 1) {
    console.log('\n--list prints the keys of these runs, for `npm run compare -- KEY KEY`.');
  }
}

async function searchFor(experiment: NotebookExperiment, method: SearchMethod, flags: SweepFlags): Promise<void> {
  const { request, base } = requestOf(experiment, flags);
  await tellData(experiment, base);
  const outcome = await withCluster(experiment, optionsOf(experiment, flags), (all) =>
    search(experiment, { ...request, method }, all),
  );
  const { result } = outcome;
  if (result.failures.length > 0) process.exitCode = 1;
  console.log(searchText(result));
  const given = parametersFrom(experiment, flags);
  const options = optionsFor(given);
  const page = searchPage(outcome, { command: commandOf(experiment, flags, options), given });
  // Each search has a page of its own, and keeps it when it is extended.
  const id = checksumOf(commandOf(experiment, { ...flags, search: method.kind }, options)).slice(0, 8);
  const file = writeFigurePage(`${experiment.name}-search-${id}`, page, join(root(), 'reports'));
  tellBest(experiment, outcome, given);
  if (result.variations.length > 1) {
    const seeds = result.runs.length > result.variations.length ? ' --seeds' : '';
    console.log(`\nTo compare two variations: npm run compare -- KEY KEY${seeds}`);
  }
  console.log(`\nPage         ${file}\nAll reports  reports/index.html`);
}

/** The command of a search, to copy. */
const commandOf = ({ name }: NotebookExperiment, { search: method, vary = [], prune }: SweepFlags, options: string) =>
  [
    `npm run sweep -- ${name} --search ${method}`,
    ...vary.map((text) => `--vary ${shellWord(text)}`),
    prune !== undefined && (prune === true ? '--prune' : `--prune ${prune}`),
    options,
  ]
    .filter(Boolean)
    .join(' ');

function tellBest(
  { name }: NotebookExperiment,
  { best, confirmation, tried }: SearchOutcome,
  given: Readonly<Record<string, unknown>>,
): void {
  if (!best || !confirmation) {
    console.log('\nNo variation is better than the default.');
    return;
  }
  const use = optionsFor({ ...given, ...best.variation.changes });
  const searched = { variations: tried, best: best.value.mean };
  console.log(`\n${confirmationText(confirmation, searched, `npm run report -- ${name} ${use}`)}`);
}

async function tellData(experiment: NotebookExperiment, base: Partial<ExperimentParameters> = {}): Promise<void> {
  console.error(`${readingLine(await experiment.findFaces({ ...experiment.defaults, ...base }))}.`);
}

function optionsOf(experiment: NotebookExperiment, flags: SweepFlags): SweepOptions & ClusterOptions {
  const { prune, only, on } = flags;
  if (prune !== undefined && only) {
    throw new ParameterError('--prune compares the runs with each other. Leave out --only.');
  }
  const { epochs } = { ...experiment.defaults, ...parametersFrom(experiment, flags) };
  return {
    on: on && clusterAddress(on),
    force: flags.force ?? false,
    tensorBoard: flags.tensorboard ?? false,
    signal: stopOnInterrupt('Run the same command to resume.'),
    ...(flags.processes && { processes: flags.processes }),
    ...(prune !== undefined && { prune: prune === true ? leastEpochs(epochs) : prune }),
  };
}

/** What the options of a search describe. */
function requestOf(experiment: NotebookExperiment, { vary = [], ...flags }: SweepFlags) {
  if (flags.crossValidate) {
    throw new ParameterError('--search validates within the training set anyway. Leave out --cross-validate.');
  }
  const { repeats, ...base } = parametersFrom(experiment, flags);
  const ranges = readRanges(vary, namesOf(experiment));
  return { request: { ranges, base, ...(repeats && { repeats }) }, base };
}

/** All runs that the options describe: those of a grid, or of a random search. */
function planOf(
  experiment: NotebookExperiment,
  method: SearchMethod | undefined,
  flags: SweepFlags,
): SweepPlan<ExperimentParameters> {
  if (method?.kind === 'optuna') {
    throw new ParameterError(
      '--search optuna chooses each run by the errors of those before, so there is no list of its runs. ' +
        'Leave out --list and --only, or use --search random:N.',
    );
  }
  if (method) return searchPlan(experiment, { ...requestOf(experiment, flags).request, count: method.count });
  const { repeats, ...base } = parametersFrom(experiment, flags);
  return {
    vary: readVary(flags.vary ?? [], namesOf(experiment)),
    base,
    repeats: repeats ?? experiment.defaults.repeats,
    crossValidate: flags.crossValidate ?? false,
  };
}

const namesOf = ({ defaults }: NotebookExperiment): string[] =>
  Object.keys(defaults).filter((name) => name !== 'repeats');

runCommand(command);
