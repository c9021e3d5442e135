import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import type { Figure, FigureOptions } from '../figures/figure';
import { table } from '../figures/table';
import { count, pluralOf } from '../format';
import { FACE, subjectOf } from '../landmarks/landmark-set';
import { presentCount } from '../landmarks/missing';
import { nmeByFace } from '../metrics/nme';
import type { Experiment, ExperimentData, ExperimentParameters } from '../runs/experiment';
import type { SweepPlan } from '../runs/plan';
import type { SweepResult } from '../runs/result';
import { meanShapeOf } from '../runs/run';
import type { RunResult } from '../runs/run';
import type { Dataset } from '../samples/dataset';
import { joinImages } from '../samples/images';

/**
 * What the data did not say and how it was decided, for checking.
 *
 * @param data Data of one's own.
 * @example decisionTable(await own.load(own.parameters({ data: 'my-folder' })))
 */
export const decisionTable = ({ decisions = [] }: ExperimentData, options: FigureOptions = {}): Figure =>
  table(
    decisions,
    [
      { title: 'What', value: ({ topic }) => topic },
      { title: 'Decided', value: ({ value }) => value },
      { title: 'Because of', value: ({ basis }) => basis },
    ],
    'What the annotations do not say, and how it was decided. The file landmarks.json beside the data overrides it.',
    options,
  );

/**
 * A paragraph on data of one's own: how many faces and landmarks there are, how many landmarks are missing, and how far
 * figures can be relied on.
 *
 * @param data Data of one's own.
 * @param parameters The experiment's parameters.
 * @example describeOwnData(await own.load(own.parameters()), own.parameters())
 */
export const describeOwnData = (data: ExperimentData, parameters: Pick<ExperimentParameters, 'data'>): Prose =>
  say(ownDataWords(data, parameters.data !== 'auto' && parameters.data !== 'generated'));

/** The wording of `describeOwnData`. */
export function ownDataWords({ set, split, training, validation, fewFolds }: ExperimentData, isGiven: boolean): string {
  const { faces, landmarkSet, title } = set;
  const subject = subjectOf(landmarkSet);
  const photos = new Set(faces.map(({ photo }) => photo)).size;
  const incomplete = faces.filter(({ landmarks }) => presentCount(landmarks) < landmarkSet.count);
  const missing = incomplete.reduce((sum, { landmarks }) => sum + landmarkSet.count - presentCount(landmarks), 0);
  return [
    isGiven
      ? ''
      : '**No folder was given, so these are drawings** that come with the project: they show what this report looks like.',
    `${title}: ${count(faces.length, subject)} in ${count(photos, 'photo')}, each with up to ${count(landmarkSet.count, 'landmark')}.`,
    missing === 0
      ? 'No landmark is missing.'
      : `${count(missing, 'landmark')} ${missing === 1 ? 'is' : 'are'} missing, in ${count(incomplete.length, subject)}; ` +
        'missing landmarks are in neither the loss nor the errors, and are not drawn.',
    landmarkSet.symmetric ? '' : 'The landmarks have no mirror pairs, so photos are not flipped.',
    fewFolds
      ? `**There are only ${count(photos, 'photo')}**, so the errors below are measured by cross-validation: ${fewFolds} networks, ` +
        `each tested on ${pluralOf(subject)} that it was not trained on. Such an error is rough: expect another one on new photos.`
      : `Split ${split}: **${training.faces.length} for training, ${validation.faces.length} for validation**.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/**
 * How networks are compared on data of one's own: on the held-out part, or by cross-validation where there are too few
 * photos for one.
 *
 * @param parameters The experiment's parameters.
 * @param data Its data.
 * @example await sweep(own, { ...ownPlan(parameters, data), variations: { 'plain network': { network: 'plain' } } })
 */
export const ownPlan = <P extends ExperimentParameters>(parameters: P, { fewFolds }: ExperimentData): SweepPlan<P> => ({
  base: fewFolds ? { ...parameters, folds: fewFolds } : parameters,
  repeats: parameters.repeats,
  crossValidate: fewFolds !== undefined,
});

/** A run with the faces that its predictions are for. */
export interface HeldOut {
  readonly run: RunResult;
  readonly data: ExperimentData;
}

/**
 * The predictions of a sweep's base for faces that were held out: those of its first run, or of all folds together.
 *
 * @param experiment The experiment.
 * @param comparison The sweep.
 * @param data The experiment's data.
 * @example const tested = await heldOut(own, comparison, data);
 */
export async function heldOut(experiment: Experiment, comparison: SweepResult, data: ExperimentData): Promise<HeldOut> {
  const runs = comparison.runsOf();
  const [first] = runs as [RunResult];
  if (!data.fewFolds) return { run: first, data };
  const folds = runs.filter(({ parameters }) => parameters.seed === first.parameters.seed);
  const parts: ExperimentData[] = [];
  for (const { parameters } of folds) parts.push(await experiment.load({ ...experiment.defaults, ...parameters }));
  const validation = joined(parts.map((part) => part.validation));
  const meanShapes = Float32Array.from(parts.flatMap((part) => [...meanShapeOf(part)]));
  const predictions = folds.flatMap(({ training }) => training.predictions);
  const metrics = { ...first.metrics, ...experiment.metrics(predictions, validation) };
  return {
    run: { ...first, metrics, training: { ...first.training, predictions } },
    data: { ...data, validation, meanShapes },
  };
}

function joined(parts: readonly Dataset[]): Dataset {
  const [first] = parts as [Dataset];
  return {
    ...first,
    faces: parts.flatMap(({ faces }) => faces),
    crops: parts.flatMap(({ crops }) => crops),
    images: joinImages(parts.map(({ images }) => images)),
    landmarks: Float32Array.from(parts.flatMap(({ landmarks }) => [...landmarks])),
  };
}

/**
 * NME in percent of the mean-shape baseline for each held-out face.
 *
 * @example cedCurve({ 'mean-shape baseline': meanShapeErrors(data) })
 */
export const meanShapeErrors = (data: ExperimentData): number[] => nmeByFace(meanShapeOf(data), data.validation);

/**
 * Where a run's weights are, and the commands that use them.
 *
 * @param experiment The experiment.
 * @param tested A finished run with its data.
 * @example describeWeights(own, await heldOut(own, comparison, data))
 */
export const describeWeights = ({ name }: Pick<Experiment, 'name'>, { run, data }: HeldOut): Prose =>
  say(weightsWords(name, run.weights, data));

/** The wording of `describeWeights`. */
export function weightsWords(name: string, weights: string, { training, fewFolds }: WeightsData): string {
  const { crop, landmarkSet } = training;
  const subject = subjectOf(landmarkSet);
  const needsBox = crop !== 'photo' && subject !== FACE;
  const box = needsBox ? ' --box x,y,width,height' : '';
  return [
    `The trained network${fewFolds ? ' of the first fold' : ''} is in \`${weights}\`. It says itself what its landmarks mean and how it is used${needsBox ? `; the box is that of the ${subject}, in pixels of the photo` : ''}:`,
    [
      '```sh',
      `npm run predict -- photo.jpg${box} --weights ${weights}`,
      `npm run export -- ${name} --weights ${weights}   # an ONNX file; --format tfjs for TensorFlow.js`,
      '```',
    ].join('\n'),
  ].join('\n\n');
}

interface WeightsData extends Pick<ExperimentData, 'fewFolds'> {
  readonly training: Pick<Dataset, 'crop' | 'landmarkSet'>;
}
