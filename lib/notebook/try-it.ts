import { count } from '../format';
import type { Face, FaceSet } from '../landmarks/face';
import { loadWeights } from '../networks/weights';
import { showsPhotos } from '../parameters/job';
import { recipes } from '../recipes/all';
import { bestFiles, readBest } from '../recipes/record';
import type { BestRecord } from '../recipes/record';
import type { TryItData } from '../report/try-it/data';
import { tryIt } from '../report/try-it/try-it';
import type { Candidate } from '../report/try-it/try-it';
import type { Experiment, ExperimentData, ExperimentParameters, NotebookExperiment } from '../runs/experiment';
import { withLearnedLandmarks } from '../runs/run';
import type { RunResult } from '../runs/run';
import { trainedNetwork } from '../runs/trained-network';
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
  const learned = withLearnedLandmarks(experiment, data);
  const tried = await dataToTry(experiment, { ...experiment.defaults, ...run.parameters }, data);
  const own: Candidate = {
    name: 'This report’s network',
    about:
      `Trained in this report for ${count(run.training.epochs.length, 'epoch')}, with the parameters listed above.` +
      fewPeople(data.set, learned.training),
    network: await trainedNetwork(experiment, run),
    samples: withLearnedLandmarks(experiment, tried).validation,
    training: learned.training,
  };
  const best = await bestCandidate(experiment, run.parameters, { ...data, validation: tried.validation });
  try {
    const published = !showsPhotos() && { areDrawn: true, faces: PUBLISHED_FACES, compact: true };
    return await tryIt(best ? [best, own] : [own], { room: experiment.notebook.pageBudget, ...published });
  } finally {
    own.network.dispose();
    best?.network.dispose();
  }
}

/** Faces of a published page, which is small. */
const PUBLISHED_FACES = 4;

/** The data whose validation faces the networks are tried on: drawn faces where no photo may be shown. */
async function dataToTry<P extends object>(
  experiment: Pick<Experiment<P>, 'defaults' | 'load'>,
  parameters: P,
  data: ExperimentData,
): Promise<ExperimentData> {
  if (showsPhotos()) return data;
  return experiment.load({
    ...parameters,
    ...('subset' in experiment.defaults && { subset: ENOUGH_PHOTOS }),
    data: 'generated',
  });
}

/** Training photos that are enough to measure where faces lie in a network's images. */
const ENOUGH_PHOTOS = 200;

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
  const cropped = await experiment.load({
    ...parameters,
    ...('subset' in experiment.defaults && { subset: ENOUGH_PHOTOS }),
  });
  const { validation: shown } = await dataToTry(experiment, parameters, cropped);
  const isNose = record.metric.landmarks === 'noseTip';
  return {
    name: 'Best recipe',
    about:
      aboutBest(record, isNose) + trainingWarning(record, parameters, set.checksum) + fewPeople(set, cropped.training),
    network,
    samples: selectFaces(shown, validation.faces),
    training: cropped.training,
    testTimeAugmentation: parameters.testTimeAugmentation,
    ...(isNose && { focus: { landmark: validation.landmarkSet.noseTip, name: 'the tip of the nose' } }),
  };
}

/** What the best recipe's network is. */
export function aboutBest({ runs }: Pick<BestRecord, 'runs'>, isNose: boolean): string {
  const epochs = count(runs[0]?.epochs.length ?? 0, 'epoch');
  const all = isNose ? ' It predicts all landmarks of the face, because the others help to locate the nose.' : '';
  return `The best recipe's network, trained for ${epochs}: one heatmap for each landmark.${all}`;
}

/** With fewer people than this in its training photos, a network is not at home with others. */
const ENOUGH_PEOPLE = 200;

/** What to expect of a network on the reader's own photos, if it has seen few people; else empty. */
export function fewPeople(
  { groupName }: Pick<FaceSet, 'groupName'>,
  { faces }: { readonly faces: readonly Pick<Face, 'group'>[] },
): string {
  const people = new Set(faces.map(({ group }) => group)).size;
  if (groupName !== 'person' || people >= ENOUGH_PEOPLE) return '';
  return ` It has seen only ${count(people, 'person', 'people')}, so expect larger errors on your own photos.`;
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
