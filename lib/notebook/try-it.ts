import { count } from '../format';
import { loadWeights } from '../networks/weights';
import { recipes } from '../recipes/all';
import { bestFiles, readBest } from '../recipes/record';
import type { BestRecord } from '../recipes/record';
import type { TryItData } from '../report/try-it/data';
import { tryIt } from '../report/try-it/try-it';
import type { Candidate } from '../report/try-it/try-it';
import type { ExperimentData, ExperimentParameters, NotebookExperiment } from '../runs/experiment';
import { withLearnedLandmarks } from '../runs/run';
import type { RunResult } from '../runs/run';
import { trainedNetwork } from '../runs/sweep';
import { selectFaces } from '../samples/dataset';
import { recipeParameters } from './best';

/**
 * The networks that the report's reader can try on the validation faces: the best recipe's, if it has been trained, and
 * the notebook's own.
 *
 * @param experiment The notebook's experiment, with the page budget for networks.
 * @param run The notebook's own training.
 * @param data The experiment's data.
 * @returns The data for the page; undefined if no network fits the budget.
 */
export async function networksToTry(
  experiment: NotebookExperiment,
  run: RunResult,
  data: ExperimentData,
): Promise<TryItData | undefined> {
  const own: Candidate = {
    name: 'This report’s network',
    about: `Trained in this report for ${count(run.training.epochs.length, 'epoch')}, with the parameters listed above.`,
    network: await trainedNetwork(experiment, run),
    samples: withLearnedLandmarks(experiment, data).validation,
  };
  const best = await bestCandidate(experiment, run.parameters, data);
  try {
    return await tryIt(best ? [best, own] : [own], { room: experiment.notebook.pageBudget });
  } finally {
    own.network.dispose();
    best?.network.dispose();
  }
}

async function bestCandidate(
  { name }: Pick<NotebookExperiment, 'name'>,
  own: Omit<ExperimentParameters, 'repeats'>,
  { set, validation }: ExperimentData,
): Promise<Candidate | undefined> {
  const record = readBest(name);
  const recipe = recipes.find((one) => one.name === name);
  if (!record || !recipe) return undefined;
  const { experiment } = recipe;
  const parameters = recipeParameters(experiment, record, own);
  const network = experiment.network(parameters);
  await loadWeights(network, bestFiles(record).weights);
  const cropped = await experiment.load(parameters);
  const isNose = record.metric.landmarks === 'noseTip';
  return {
    name: 'Best recipe',
    about: aboutBest(record, isNose) + trainingWarning(record, parameters, set.checksum),
    network,
    samples: selectFaces(cropped.validation, validation.faces),
    ...(isNose && { focus: { landmark: validation.landmarkSet.noseTip, name: 'the tip of the nose' } }),
  };
}

/** What the best recipe's network is. */
export function aboutBest({ runs }: Pick<BestRecord, 'runs'>, isNose: boolean): string {
  const epochs = count(runs[0]?.epochs.length ?? 0, 'epoch');
  const all = isNose ? ' It predicts all landmarks of the face, because the others help to locate the nose.' : '';
  return `The best recipe's network, trained for ${epochs}: one heatmap for each landmark.${all}`;
}

/** A warning if the network was trained on other photos, or on some of the faces that it is tried on; else empty. */
export function trainingWarning(
  { provenance, parameters }: Pick<BestRecord, 'provenance' | 'parameters'>,
  { split, fold }: Pick<ExperimentParameters, 'split' | 'fold'>,
  checksum: string,
): string {
  const { dataset } = provenance;
  if (checksum !== dataset.checksum)
    return ` It was trained on other photos than this report's network: ${dataset.title}.`;
  const isSame = split === parameters.split && fold === parameters.fold;
  return isSame ? '' : ' It was trained on some of these faces, because this report splits them in another way.';
}
