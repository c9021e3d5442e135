import { isDeepStrictEqual } from 'node:util';
import { writeWhole } from '../files';
import { count as counted } from '../format';
import { meanAndSd } from '../metrics/statistics';
import { saveWeights } from '../networks/weights';
import { weightsCard } from '../notebook/card';
import type { ParameterValues } from '../parameters/schema';
import { measuredText } from '../quantity';
import { ablationStudy } from '../recipes/ablation';
import { longerTrainings, recipes } from '../recipes/all';
import { openNetwork } from '../recipes/open-network';
import type { Recipe } from '../recipes/recipe';
import { bestFiles, readBest, writeBest } from '../recipes/record';
import type { BestRecord } from '../recipes/record';
import { trainRecipe } from '../recipes/train';
import { metadataOf } from '../runs/description';
import { SYNTHETIC } from '../runs/result-text';
import type { SweepOptions } from '../runs/sweep';
import { commandForEach } from './common/choices';
import { addParameterOptions, parametersFrom } from './common/options';
import { addStrictOption, runCommand, stopOnInterrupt } from './common/run-command';

interface BestFlags {
  ablation?: boolean;
  force?: boolean;
  smoke?: boolean;
  [parameter: string]: unknown;
}

/** A recipe as the command offers it. */
const choiceOf = (recipe: Recipe, title: string): Recipe => ({ ...recipe, title });

/** `npm run best -- nose`; `npm run best -- nose --ablation` for the steps that led to the recipe */
const command = commandForEach(
  'best',
  'Trains the best recipe for an experiment and writes its record, card and weights to lib/weights/. With changed ' +
    'parameters, nothing is written.',
  [
    ...recipes.map((recipe) => choiceOf(recipe, `Best recipe for ${recipe.title}`)),
    ...longerTrainings.map((recipe) => choiceOf(recipe, `${recipe.experiment.title}: ${recipe.title} (record only)`)),
  ],
  (own, recipe) => {
    if (recipe.steps.length > 0) {
      own.option('--ablation', 'Measure the steps that led to the recipe by cross-validation, instead of training it.');
    }
    own
      .option('--force', 'Retrain cached runs.')
      .option('--smoke', 'Quick smoke run to check the set-up; writes nothing.');
    addParameterOptions(addStrictOption(own), recipe.experiment).action((flags: BestFlags) => best(recipe.name, flags));
  },
);

async function best(name: string, { ablation = false, force = false, smoke = false, ...flags }: BestFlags) {
  const recipe = recipeOf(name);
  const given = parametersFrom(recipe.experiment, flags);
  const changes = smoke ? { ...recipe.experiment.smoke, ...given } : given;
  const options = { force, signal: stopOnInterrupt('Run the same command to resume.') };
  if (ablation) return measureSteps(recipe, changes, options, smoke);
  // The record of a recipe that reuses another one's network points to that one's record.
  const all = new Set([recipeOf(recipe.network), recipe]);
  for (const [i, one] of [...all].entries()) {
    await trainAndKeep(one, changes, { ...options, force: force && i === 0 }, smoke);
  }
}

const recipeOf = (name: string): Recipe => [...recipes, ...longerTrainings].find((recipe) => recipe.name === name)!;

async function trainAndKeep(
  recipe: Recipe,
  changes: Partial<ParameterValues>,
  options: SweepOptions,
  smoke: boolean,
): Promise<void> {
  const { metric, network, name, experiment } = recipe;
  const { runs, record } = await trainRecipe(recipe, changes, options);
  const { mean, sd, count } = meanAndSd(record.runs.map(({ metrics }) => metrics[metric.key]!));
  console.log(`${name}: ${metric.title} ${measuredText({ mean, sd }, metric)}, ${counted(count, 'seed')}`);
  if (record.provenance.dataset.generated) {
    console.log(`${SYNTHETIC} lib/weights/ is unchanged.`);
    return;
  }
  if (smoke) return;
  if (!isDeepStrictEqual(record.parameters, experiment.defaults)) {
    console.log('Trial with changed parameters: lib/weights/ is unchanged.');
    return;
  }
  const whole = { ...record, ablation: readBest(name)?.ablation ?? [] };
  if (longerTrainings.includes(recipe)) return void console.log(writeBest(whole));
  keep(whole);
  if (network !== name) return;
  const { network: trained, description } = await openNetwork(runs[0]!.weights);
  saveWeights(trained, bestFiles(recipe).weights, { half: true, metadata: metadataOf(description) });
  trained.dispose();
}

async function measureSteps(
  recipe: Recipe,
  changes: Partial<ParameterValues>,
  options: SweepOptions,
  smoke: boolean,
): Promise<void> {
  const ablation = await ablationStudy(recipe, changes, options);
  for (const step of ablation) console.log(`${measuredText(step, recipe.metric)}  ${step.title}`);
  if (smoke) return;
  const record = readBest(recipe.name);
  if (record) return keep({ ...record, ablation });
  const command = `npm run best -- ${recipe.name}`;
  console.log(`There is no record to add the steps to. Run \`${command}\`, then \`${command} --ablation\` again.`);
}

/** Writes a record and its card. */
function keep(record: BestRecord): void {
  console.log(writeBest(record));
  writeWhole(bestFiles(record).card, weightsCard(record));
}

runCommand(command);
