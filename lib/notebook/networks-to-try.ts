import { recipes } from '../recipes/all';
import type { Recipe } from '../recipes/recipe';
import { bestFiles, readBest } from '../recipes/record';
import type { BestRecord } from '../recipes/record';
import { withParameters } from '../runs/experiment';
import type { Experiment, ExperimentData, NotebookExperiment } from '../runs/experiment';
import type { ParameterValues } from '../parameters/schema';
import { withLearnedLandmarks } from '../runs/run';
import type { FaceSet } from '../landmarks/face';
import { count } from '../format';
import { loadWeights } from '../networks/weights';
import type { TryItData } from '../report/page/try-it/data';
import { tryIt } from '../report/try-it/try-it';
import type { Candidate } from '../report/try-it/try-it';
import { selectFaces } from '../samples/dataset';
import type { RunResult } from '../runs/run';
import { trainedNetwork } from '../runs/sweep';

/**
 * The networks that the report's reader may try on the validation faces: the best recipe's, where there is one, and the
 * notebook's own, where there is room for it; undefined where there is room for neither.
 *
 * @param run The notebook's own training.
 * @param samples The notebook's samples.
 * @example conclude(nose, parameters, samples, sweeps, { headline, summary, tryIt: await networksToTry(nose, run, samples) })
 */
export async function networksToTry(
  experiment: NotebookExperiment,
  run: RunResult,
  samples: ExperimentData,
): Promise<TryItData | undefined> {
  const own: Candidate = {
    name: 'This report’s network',
    about: `Trained in this report: ${count(run.training.epochs.length, 'epoch')} with the parameters at its top.`,
    network: await trainedNetwork(experiment, run),
    samples: withLearnedLandmarks(experiment, samples).validation,
  };
  const best = await bestCandidate(experiment.name, run.parameters, samples);
  try {
    return await tryIt(best ? [best, own] : [own], { room: experiment.notebook.pageBudget });
  } finally {
    own.network.dispose();
    best?.network.dispose();
  }
}

async function bestCandidate(
  name: string,
  own: Partial<ParameterValues>,
  { set, validation }: ExperimentData,
): Promise<Candidate | undefined> {
  const record = readBest(name);
  const recipe = recipes.find((one) => one.name === name);
  if (!record || !recipe) return undefined;
  const { experiment } = recipe;
  const parameters = withParameters(experiment, { ...record.parameters, ...sameFaces(own, experiment) });
  const network = experiment.network(parameters);
  await loadWeights(network, bestFiles(recipe).weights);
  const cut = await experiment.load(parameters);
  return {
    name: 'Best recipe',
    about: `${whatItIs(recipe, record)}${whatItHasSeen(record, parameters, set)}`,
    network,
    samples: selectFaces(cut.validation, validation.faces),
    ...(recipe.metric.landmarks === 'noseTip' && {
      focus: { landmark: validation.landmarkSet.noseTip, name: 'the tip of the nose' },
    }),
  };
}

/** Parameters that decide which faces are measured on. */
const WHICH = ['data', 'split', 'fold', 'folds', 'seed'] as const;

function sameFaces(
  own: Partial<ParameterValues>,
  { defaults }: Pick<Experiment, 'defaults'>,
): Partial<ParameterValues> {
  return Object.fromEntries(WHICH.filter((name) => name in own && name in defaults).map((name) => [name, own[name]]));
}

function whatItHasSeen(
  { provenance, parameters }: BestRecord,
  { split, fold }: Partial<ParameterValues>,
  set: Pick<FaceSet, 'checksum'>,
): string {
  const { title, checksum } = provenance.dataset;
  if (checksum !== set.checksum) return ` It has learned from other photos than this report's: ${title}.`;
  const isSame = split === parameters.split && fold === parameters.fold;
  return isSame ? '' : ' It has learned from some of these faces, as this report splits them otherwise.';
}

function whatItIs({ metric }: Recipe, { runs }: BestRecord): string {
  const epochs = count(runs[0]?.epochs.length ?? 0, 'epoch');
  const all = metric.landmarks === 'noseTip' ? ' It finds all landmarks, as the others tell where the nose must be.' : '';
  return `The best recipe's network, trained for ${epochs}: one heatmap a landmark.${all}`;
}
