import { count } from '../../format';
import { predictAll } from '../../inference/predict-all';
import type { PhotoOutcome } from '../../inference/predict-all';
import type { Predictor } from '../../inference/two-stage';
import { subjectOf } from '../../landmarks/landmark-set';
import { showProgress } from '../../progress';
import { errorMessage } from './error-message';
import { writePrediction } from './write-prediction';
import type { PredictionOutput } from './write-prediction';

/** The most photos of which each has a line; of more, progress is shown. */
const LINES = 20;

/** Photos that may wait for being written: their pixels are in memory. */
const WAITING = 8;

/** How many photos were done. */
export interface PhotoCounts {
  readonly done: number;
  readonly failed: number;
}

/** What is known of a photo at last. */
interface Written {
  readonly text: string;
  readonly failed: boolean;
}

/**
 * Predicts photos and writes the results, while the next photos are predicted. Says what was found, or how far it is, and
 * what is wrong with photos that fail; the others go on.
 *
 * @param names Path of the results, without ending, by that of the photo.
 * @param predictor Predicts the landmarks.
 * @param output What is written.
 * @param options.signal Ends the work between two photos.
 * @param options.outcomes Predicts the photos; `predictAll` by default.
 * @throws What the signal was aborted with; Error of a table that cannot be written.
 */
export async function predictPhotos(
  names: ReadonlyMap<string, string>,
  predictor: Predictor,
  output: PredictionOutput,
  { signal, outcomes = predictAll([...names.keys()], predictor) }: PredictPhotosOptions,
): Promise<PhotoCounts> {
  const progress = names.size > LINES ? showProgress('Predicting', names.size, 'photos') : undefined;
  const waiting: Promise<Written>[] = [];
  const failures: string[] = [];
  let [done, failed] = [0, 0];
  const reportFirst = async (): Promise<void> => {
    const { text, failed: isFailure } = await waiting.shift()!;
    if (isFailure) failed++;
    else done++;
    if (!progress) console[isFailure ? 'error' : 'log'](text);
    else if (isFailure) failures.push(text);
    progress?.update(done + failed);
  };
  try {
    for await (const outcome of outcomes) {
      waiting.push(write(outcome, names.get(outcome.file)!, output));
      if (waiting.length > WAITING) await reportFirst();
      signal.throwIfAborted();
    }
  } finally {
    while (waiting.length > 0) await reportFirst();
    progress?.stop();
    for (const text of failures) console.error(text);
    output.table?.write();
  }
  return { done, failed };
}

/** How `predictPhotos` works. */
export interface PredictPhotosOptions {
  readonly signal: AbortSignal;
  readonly outcomes?: AsyncIterable<PhotoOutcome>;
}

/** Writes the faces of one photo and says so; never throws. */
async function write(outcome: PhotoOutcome, base: string, output: PredictionOutput): Promise<Written> {
  try {
    if ('error' in outcome) throw outcome.error;
    const { file, prediction } = outcome;
    const files = await writePrediction(prediction, base, output);
    const subject = subjectOf(prediction.landmarkSet);
    const found = prediction.faces.length === 0 ? `no ${subject} found` : count(prediction.faces.length, subject);
    return { text: `${file}: ${[found, files.join(', ')].filter(Boolean).join('; ')}`, failed: false };
  } catch (error) {
    return { text: errorMessage(error), failed: true };
  }
}
