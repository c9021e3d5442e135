import { setImmediate } from 'node:timers/promises';
import type { Size } from '../geometry';
import { DETECTOR_SIDE } from './fused/detector';
import { openPhoto } from './photo';
import type { Photo } from './photo';
import { findFaces, predictFound } from './predict';
import type { FoundInPhoto, PhotoPrediction } from './predict';
import type { Predictor } from './two-stage';

/** What became of one of many photos: a prediction, or what was thrown. */
export type PhotoOutcome =
  { readonly file: string; readonly prediction: PhotoPrediction } | { readonly file: string; readonly error: unknown };

/** Photos whose faces are predicted together: enough for a batch. */
const GROUP = 8;

/** Pixels that such a group has at most, unless one photo alone has more: two groups are in memory, with 3 bytes a pixel. */
const GROUP_PIXELS = 24e6;

/**
 * Predicts the faces of many photos, as `predictFaces` does with each. While the networks work on some, the next ones are
 * decoded, and the faces of several photos are predicted together.
 *
 * @param files Paths of the photos.
 * @param predictor Predicts the landmarks in boxes.
 * @returns One outcome per photo, in the same order. A photo that cannot be read has an error, and the others go on.
 * @example for await (const outcome of predictAll(files, predictor)) console.log(outcome.file);
 */
export async function* predictAll(files: readonly string[], predictor: Predictor): AsyncGenerator<PhotoOutcome> {
  const groups = openGroups(files);
  let next = groups.next();
  for (;;) {
    const group = await next;
    if (group.done) return;
    next = groups.next();
    // An error is thrown where it is awaited, unless the caller has stopped before.
    next.catch(() => undefined);
    yield* await predictGroup(group.value, predictor);
  }
}

type Opened = { readonly file: string; readonly photo: Photo } | { readonly file: string; readonly error: unknown };

/** Opens photos and begins to decode them, a group at a time. */
async function* openGroups(files: readonly string[]): AsyncGenerator<Opened[]> {
  let group: Opened[] = [];
  let pixels = 0;
  for (const file of files) {
    const opened = await outcomeOf(file, async () => ({ photo: await openPhoto(file) }));
    const more = 'photo' in opened ? pixelsIn(opened.photo.size) : 0;
    if (group.length > 0 && (group.length === GROUP || pixels + more > GROUP_PIXELS)) {
      yield group;
      [group, pixels] = [[], 0];
    }
    if ('photo' in opened) beginToDecode(opened.photo);
    group.push(opened);
    pixels += more;
  }
  if (group.length > 0) yield group;
}

const pixelsIn = ({ width, height }: Size): number => width * height;

/** Both sizes that are needed; whoever awaits them gets the error. */
function beginToDecode(photo: Photo): void {
  for (const side of [DETECTOR_SIDE, undefined]) photo.pixels(side).catch(() => undefined);
}

async function predictGroup(group: readonly Opened[], predictor: Predictor): Promise<PhotoOutcome[]> {
  const searched: ((FoundInPhoto & { file: string }) | { file: string; error: unknown })[] = [];
  for (const opened of group) {
    // TensorFlow keeps this thread busy: decoded photos and signals are noticed in between.
    await setImmediate();
    if ('error' in opened) searched.push(opened);
    else searched.push(await outcomeOf(opened.file, () => search(opened.photo, predictor)));
  }
  const found = searched.filter((one) => 'found' in one);
  const together = await outcomeOf('', async () => ({ predictions: await predictFound(found, predictor) }));
  const predictions = 'predictions' in together ? together.predictions.values() : undefined;
  const outcomes: PhotoOutcome[] = [];
  for (const one of searched) {
    if ('error' in one) outcomes.push(one);
    else if (predictions) outcomes.push({ file: one.file, prediction: predictions.next().value! });
    // One of them fails: it is found by predicting each alone.
    else
      outcomes.push(
        await outcomeOf(one.file, async () => ({ prediction: (await predictFound([one], predictor))[0]! })),
      );
  }
  return outcomes;
}

async function search(photo: Photo, predictor: Predictor): Promise<FoundInPhoto> {
  // A damaged photo is refused although the detector's smaller version of it may be decoded.
  await photo.pixels();
  return { photo, found: await findFaces(photo, predictor) };
}

async function outcomeOf<T extends object>(
  file: string,
  work: () => Promise<T>,
): Promise<(T & { file: string }) | { file: string; error: unknown }> {
  try {
    return { file, ...(await work()) };
  } catch (error) {
    return { file, error };
  }
}
