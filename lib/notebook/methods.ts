import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { BEST_RECIPE } from '../figures/looks';
import { percent } from '../format';
import { networkCropErrors, predictorCropErrors } from '../inference/crop-errors';
import type { CropErrors } from '../inference/crop-errors';
import { inDlibBoxes } from '../inference/dlib-box';
import { examplePhotos } from '../inference/examples';
import type { ExampleOptions, ExamplePhotos } from '../inference/examples';
import { faceApiErrors } from '../inference/face-api-errors';
import type { FaceApiError } from '../inference/face-api-errors';
import { predictorOf } from '../inference/two-stage';
import type { Predictor } from '../inference/two-stage';
import type { Face } from '../landmarks/face';
import type { Interpretation } from '../metrics/interpretation';
import { nmeByFace } from '../metrics/nme';
import { mean } from '../metrics/statistics';
import { readJob } from '../parameters/job';
import { bestPredictor } from '../recipes/predictor';
import type { Experiment, ExperimentData } from '../runs/experiment';
import { meanShapeOf } from '../runs/run';
import type { RunResult } from '../runs/run';
import { trainedNetwork } from '../runs/trained-network';
import type { BestSection } from './best';
import type { ReportPart } from './headline';
import { longerWords } from './longer';
import type { LongerTraining } from './longer';
import { errorsAt, faceApiFindings, faceApiWords, LOOSE_CROP } from './method-words';
import type { SearchFindings } from './method-words';

/** Faces that a smoke run measures where each takes long. */
const FEW = 16;

/** All faces; in a smoke run only the first few. Texts and tables say how many there were. */
const measuredFaces = (faces: readonly Face[]): readonly Face[] =>
  readJob()?.report?.smoke ? faces.slice(0, FEW) : faces;

/** Several methods on the same test faces. */
export interface MethodComparison extends ReportPart {
  /** NME of each face in percent, by the method's name. */
  readonly errors: Readonly<Record<string, readonly number[]>>;
  /** Mean NME of the methods that a network is read against, in percent. */
  readonly baselines: Readonly<Record<string, number>>;
  /** A paragraph that compares the networks with face-api's. */
  describe(): Prose;
}

/**
 * Measures other methods on the faces that a network was evaluated on: the mean-shape baseline, face-api's network in
 * the same boxes and with its own detector, and from their records a longer training of the network and the best recipe.
 *
 * @param name What the network is called in tables and figures.
 * @param result The network's predictions, with NMEs.
 * @param data The experiment's data.
 * @param best The best recipe.
 * @throws DataError when a photo cannot be read.
 * @example const methods = await compareMethods('ResNet-18', result, data, best);
 */
export async function compareMethods(
  name: string,
  { errors: own }: Pick<Interpretation, 'errors'>,
  data: ExperimentData,
  best: Pick<BestSection, 'errors' | 'longer'>,
): Promise<MethodComparison> {
  const faceApi = await faceApiErrors(measuredFaces(data.validation.faces));
  const baseline = nmeByFace(meanShapeOf(data), data.validation);
  const { longer, errors } = best;
  return methodComparison({ name, own, baseline, faceApi, ...(longer && { longer }), ...(errors && { best: errors }) });
}

/** NMEs of each face by several methods, in percent. */
export interface MethodErrors {
  readonly name: string;
  readonly own: readonly number[];
  readonly baseline: readonly number[];
  readonly faceApi: readonly FaceApiError[];
  /** A longer training of the same network. */
  readonly longer?: LongerTraining;
  readonly best?: readonly number[];
}

/** The comparison made from measured errors. */
export function methodComparison({ name, own, baseline, faceApi, longer, best }: MethodErrors): MethodComparison {
  const inBox = faceApi.map((error) => error.inBox);
  const ours = { [name]: own, ...(longer && { [`${name}, ${longer.title}`]: longer.errors }) };
  const networks = { ...ours, ...(best && { [BEST_RECIPE]: best }) };
  const findings = faceApiFindings(networks, faceApi);
  return {
    errors: {
      ...ours,
      'mean-shape baseline': baseline,
      'face-api, same boxes': inBox,
      'face-api, own detector': faceApi.flatMap(({ detected }) => detected ?? []),
      ...(best && { [BEST_RECIPE]: best }),
    },
    baselines: { 'mean-shape baseline': mean(baseline), 'face-api, same boxes': mean(inBox) },
    describe: () => say([faceApiWords(findings), ...(longer ? [longerWords(name, longer, own)] : [])].join('\n\n')),
    headline: { nmeFaithful: mean(own), nmeMeanShape: mean(baseline), nmeFaceApi: mean(inBox) },
    summary: faceApiWords({ ...findings, networks: [] }),
  };
}

/** Networks on faces in looser crops than in training. */
export interface CropComparison extends ReportPart {
  /** Errors by crop, by the network's name. */
  readonly errors: Readonly<Record<string, readonly CropErrors[]>>;
}

/**
 * Measures how a run's network, and the best recipe's if it has been trained, depend on the crop.
 *
 * @param name What the run's network is called in tables and figures.
 * @param experiment The experiment, for 68 landmarks.
 * @param run A finished run.
 * @param data The experiment's data.
 * @throws DataError when a photo cannot be read.
 * @example const crops = await compareCrops('ResNet-18', resnet, run, data);
 */
export async function compareCrops(
  name: string,
  experiment: Experiment,
  run: RunResult,
  data: ExperimentData,
): Promise<CropComparison> {
  const faces = measuredFaces(data.validation.faces);
  const network = await trainedNetwork(experiment, run);
  const best = await bestPredictor();
  try {
    const own = await networkCropErrors(network, { ...data.set, faces }, run.parameters.cropScale ?? 1);
    return cropComparison({ [name]: own, ...(best && { [BEST_RECIPE]: await predictorCropErrors(best, faces) }) });
  } finally {
    network.dispose();
    best?.dispose();
  }
}

/** The comparison made from measured errors. */
export function cropComparison(errors: CropComparison['errors']): CropComparison {
  const best = errors[BEST_RECIPE];
  if (!best) return { errors, headline: {}, summary: '' };
  const nmeLooseCrop = mean(errorsAt(best, LOOSE_CROP));
  const summary = `With ${LOOSE_CROP} times the usual crop, the best recipe's NME is ${percent(nmeLooseCrop)}.`;
  return { errors, headline: { nmeLooseCrop }, summary };
}

/** Photos in which faces were searched, with the landmarks of one of the networks. */
export type PhotoSearch = ExamplePhotos & SearchFindings;

/**
 * Finds the faces in the test photos as if they were photos in the wild, and predicts their landmarks with the best
 * recipe's network, or with the run's network if there is none.
 *
 * @param experiment The experiment, for 68 landmarks.
 * @param run A finished run.
 * @param data The experiment's data.
 * @param options How many photos to search and to return.
 * @throws DataError when a photo cannot be read.
 * @example const found = await searchPhotos(resnet, run, data, { count: 6 });
 */
export async function searchPhotos(
  experiment: Experiment,
  run: RunResult,
  data: ExperimentData,
  options: ExampleOptions = {},
): Promise<PhotoSearch> {
  const best = await bestPredictor();
  const predictor = best ?? (await ownPredictor(experiment, run));
  try {
    return {
      ...(await examplePhotos(measuredFaces(data.validation.faces), predictor, options)),
      isBest: best !== undefined,
    };
  } finally {
    predictor.dispose();
  }
}

async function ownPredictor(experiment: Experiment, run: RunResult): Promise<Predictor> {
  return predictorOf(await trainedNetwork(experiment, run), inDlibBoxes(run.parameters));
}
