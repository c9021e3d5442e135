import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { count, fixed } from '../format';
import type { Face } from '../landmarks/face';
import type { ExperimentData } from '../runs/experiment';
import type { TrainingParameters } from '../training/parameters';

/**
 * A paragraph on where the photos come from, how they are split and who is in the validation data, as far as the data set
 * tells; says clearly if the faces are synthetic.
 *
 * @param data The experiment's data.
 * @example describeData(data)
 */
export const describeData = (data: ExperimentData): Prose => say(dataWords(data));

/** The wording of `describeData`. */
export function dataWords({ training, validation, set, split }: ExperimentData): string {
  const warning = set.generated
    ? '**These faces are synthetic**, because no real photos were found or synthetic ones were requested: the ' +
      'figures below show that everything works, but say nothing about real faces. '
    : '';
  const [learned, held] = [count(training.faces.length, 'image'), fixed(validation.faces.length, 0)];
  const photos = `${warning}${set.title}: **${learned} for training, ${held} for validation**, split ${split}.`;
  return [photos, ...missingWords(set), ...peopleWords(training.faces, validation.faces)].join(' ');
}

/** Who is in the validation data, and what that limits; nothing where the data set does not tell people apart. */
function peopleWords(training: readonly Face[], validation: readonly Face[]): string[] {
  const people = [...new Map(validation.map((face) => [face.labels.person, face])).values()];
  if (people.some(({ labels }) => labels.person === undefined)) return [];
  const poses = new Set(validation.map(({ labels }) => labels.pose)).size;
  const isCrossed = poses > 1 && validation.length === people.length * poses;
  const known = new Set(training.map(({ labels }) => labels.person));
  const seen = people.filter(({ labels }) => known.has(labels.person)).length;
  const all = count(people.length, 'person', 'people');
  return [
    `The validation photos show **${all}**${sexWords(people)}${isCrossed ? `, each in ${poses} poses` : ''}.`,
    seenWords(seen, people.length),
  ];
}

/** Whether the people are new to the network. */
function seenWords(seen: number, all: number): string {
  if (seen === 0) {
    const limit = all === 1 ? 'this person' : `these ${all} people`;
    return `They are not in the training data. Everything below about new people rests on ${limit}.`;
  }
  if (seen === all) return 'They are all in the training data too, so nothing below is about new people.';
  return `Of them, ${fixed(seen, 0)} ${seen === 1 ? 'is' : 'are'} in the training data too, so the errors below are not those of new people.`;
}

/** ` (7 men and 1 woman)`, where the data set tells. */
function sexWords(people: readonly Face[]): string {
  const of = (sex: string) => people.filter(({ labels }) => labels.sex === sex).length;
  const [men, women] = [of('male'), of('female')];
  if (men + women < people.length) return '';
  return ` (${count(men, 'man', 'men')}, ${count(women, 'woman', 'women')})`;
}

/** What must be said of a set that was not read completely. */
function missingWords({ reading }: Pick<ExperimentData['set'], 'reading'>): string[] {
  if (!reading || reading.read === reading.expected) return [];
  const [read, expected] = [fixed(reading.read, 0), count(reading.expected, 'face')];
  return [`**Only ${read} of ${expected} were read**; the end of the report names what was left out.`];
}

/** How long a training is. */
export interface TrainingLength {
  readonly images: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** How often an epoch shows each image. */
  readonly augmentationRepeats: number;
  /** Steps of the optimizer in each epoch. */
  readonly steps: number;
}

/**
 * Counts the optimizer's steps.
 *
 * @param training How the network is trained.
 * @param images Number of training images.
 */
export function trainingLength(
  {
    epochs,
    batchSize,
    dropLast = false,
    augmentationRepeats = 1,
  }: Pick<TrainingParameters, 'epochs' | 'batchSize' | 'dropLast' | 'augmentationRepeats'>,
  images: number,
): TrainingLength {
  const steps = dropLast ? Math.max(1, Math.floor(images / batchSize)) : Math.ceil(images / batchSize);
  return { images, batchSize, epochs, augmentationRepeats, steps: steps * augmentationRepeats };
}

/**
 * A sentence on the length of a training, e.g. "15 epochs over 192 training images in batches of 16: 180 steps".
 *
 * @param training How the network is trained: `nose.training(parameters)`.
 * @param data The experiment's data.
 * @example describeTraining(nose.training(parameters), data)
 */
export const describeTraining = (training: TrainingParameters, data: ExperimentData): Prose =>
  say(trainingWords(trainingLength(training, data.training.faces.length)));

/** The wording of `describeTraining`. */
export function trainingWords({ images, batchSize, epochs, augmentationRepeats, steps }: TrainingLength): string {
  const all = count(epochs * steps, 'optimizer step');
  const shown = augmentationRepeats > 1 ? `, each shown ${augmentationRepeats} times per epoch,` : '';
  return `${count(epochs, 'epoch')} over ${count(images, 'training image')}${shown} in batches of ${batchSize}: ${all}.`;
}
