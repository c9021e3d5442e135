import { rename, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { count as counted, measuredDecimals, plusMinus, significant } from '../format';
import { meanAndSd } from '../metrics/statistics';
import { saveWeights } from '../networks/weights';
import { weightsCard } from '../notebook/card';
import { ablationStudy } from '../recipes/ablation';
import { recipes } from '../recipes/all';
import { trainRecipe } from '../recipes/final';
import type { Recipe } from '../recipes/recipe';
import { bestFiles, readBest } from '../recipes/record';
import type { BestRecord } from '../recipes/record';
import { trainedNetwork } from '../runs/sweep';
import { addParameterOptions, parametersFrom } from './common/options';
import { runCommand, stopOnInterrupt } from './common/run-command';

interface BestFlags {
  ablation?: boolean;
  force?: boolean;
  smoke?: boolean;
  [parameter: string]: unknown;
}

/** `npm run best -- nose`, and `npm run best -- nose --ablation` for the steps that led to the recipe */
const command = new Command('best').description(
  'Trains the best recipe for an experiment and keeps its record and its weights in lib/weights/.',
);
for (const recipe of recipes) {
  const own = command
    .command(recipe.name)
    .description(`Trains the best recipe for ${recipe.title}.`)
    .option(
      '--ablation',
      'measure the steps that led to the recipe, by cross-validation, in place of the final trainings',
    )
    .option('--force', 'train again what is there already')
    .option('--smoke', 'a trial that ends in seconds; nothing is kept');
  addParameterOptions(own, recipe.experiment).action((flags: BestFlags) => best(recipe, flags));
}

async function best(recipe: Recipe, flags: BestFlags): Promise<void> {
  const changes = { ...(flags.smoke && recipe.experiment.smoke), ...parametersFrom(recipe.experiment, flags) };
  const options = { force: flags.force ?? false, signal: stopOnInterrupt('The same command goes on from here.') };
  const known = readBest(recipe.name);
  if (flags.ablation) {
    const ablation = await ablationStudy(recipe, changes, options);
    for (const { title, mean, sd } of ablation) console.log(`${significant(mean)} ± ${significant(sd, 2)}  ${title}`);
    if (flags.smoke) return;
    if (known) await keep({ ...known, ablation });
    else
      console.log(`Kept with the record of the final trainings: \`npm run best -- ${recipe.name}\`, then this again.`);
    return;
  }
  const { runs, record } = await trainRecipe(recipe, changes, options);
  const { mean, sd, count } = meanAndSd(record.final.map(({ metrics }) => metrics[recipe.metric]!));
  const reached = plusMinus(mean, sd, measuredDecimals(mean, sd));
  console.log(`${recipe.measure} ${reached} over ${counted(count, 'seed')}`);
  if (flags.smoke) return;
  await keep({ ...record, ablation: known?.ablation ?? [] });
  const network = await trainedNetwork(recipe.experiment, runs[0]!);
  await saveWeights(network, bestFiles(recipe.name).weights, { half: true });
  network.dispose();
}

async function keep(record: BestRecord): Promise<void> {
  const { record: file, card } = bestFiles(record.name);
  await writeFile(`${file}.part`, `${JSON.stringify(record)}\n`);
  await rename(`${file}.part`, file);
  await writeFile(card, weightsCard(record));
  console.log(file);
}

runCommand(command);
