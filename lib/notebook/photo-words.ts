import type { Interpretation } from '../metrics/interpretation';
import { fixed, significant } from '../format';
import { bootstrapInterval } from '../metrics/bootstrap';
import { mean } from '../metrics/statistics';
import type { CropErrors } from '../inference/crop-errors';
import type { ExamplePhotos } from '../inference/examples';
import type { FaceApiError } from '../inference/face-api-errors';

/**
 * How networks stand to that of face-api, on the same photos and in the same boxes.
 *
 * @param results NME of each face in percent, by name.
 * @param faceApi Of the same faces, or of the first of them.
 */
export function faceApiWords(
  results: Readonly<Record<string, readonly number[]>>,
  faceApi: readonly FaceApiError[],
): string {
  const count = faceApi.length;
  const all = Math.max(...Object.values(results).map(({ length }) => length));
  const own = faceApi.flatMap(({ detected }) => detected ?? []);
  const inBox = mean(faceApi.map((error) => error.inBox));
  const standings = Object.entries(results).map(([name, errors]) => standing(name, errors, faceApi));
  const detected =
    own.length === 0
      ? 'Its own detector finds none of these faces.'
      : `With its own detector its NME is ${fixed(mean(own), 2)} %, on the ${own.length} of ${count} photos where that finds the face.`;
  const only = count < all ? ` (only ${count} photos were taken, to be quick)` : '';
  const figure = `In the same boxes, face-api's network has an NME of **${fixed(inBox, 2)} %**${only}`;
  return `${figure}; ${standings.join('; ')}. ${detected}`;
}

function standing(name: string, errors: readonly number[], faceApi: readonly FaceApiError[]): string {
  const differences = faceApi.map(({ inBox }, i) => errors[i]! - inBox);
  const { low, high } = bootstrapInterval(differences);
  const change = mean(differences);
  const interval = `(95 % interval of the difference, photo by photo: ${fixed(low, 2)} to ${fixed(high, 2)})`;
  if (low > 0) return `${name} is worse by ${fixed(change, 2)} points ${interval}`;
  if (high < 0) return `${name} is better by ${fixed(-change, 2)} points ${interval}`;
  return `these photos cannot tell it from ${name} ${interval}`;
}

/** What a looser crop does to a network, e.g. at 1.6 times the usual one. */
export function cropWords(name: string, crops: readonly CropErrors[], factor = 1.6): string {
  const usual = mean(errorsAt(crops, 1));
  const loose = mean(errorsAt(crops, factor));
  const ratio = loose / usual;
  const verdict =
    ratio > 1.5
      ? 'it has learned where a face lies in the crop as much as what a face looks like'
      : ratio > 1.1
        ? 'it suffers from it'
        : 'it hardly matters';
  const figures = `${significant(loose)} % at ${factor} times the usual crop, in place of ${significant(usual)} %`;
  return `**${name}**: ${figures}; ${verdict}.`;
}

/**
 * The errors at one crop.
 *
 * @throws RangeError when that crop was not tried.
 */
export function errorsAt(crops: readonly CropErrors[], factor: number): readonly number[] {
  const found = crops.find((crop) => crop.factor === factor);
  if (!found)
    throw new RangeError(`The crop ${factor} was not tried; there are ${crops.map((c) => c.factor).join(', ')}.`);
  return found.errors;
}

/** What the detector found in photos that are searched as a whole. */
export function searchWords({ searched, several, none }: Omit<ExamplePhotos, 'photos'>): string {
  const missed = none === 0 ? 'a face in every one' : `no face in ${none} of them`;
  return `The detector has searched ${searched} test photos and found ${missed}, several faces in ${several === 0 ? 'none' : several}.`;
}

/** How landmarks that the crop has cut off compare with those that are seen. */
export function cutOffWords({ samples, landmarkErrors, errors }: Interpretation): string {
  const isCutOff = (i: number): boolean => [2 * i, 2 * i + 1].some((at) => isOutside(samples.landmarks[at]!));
  const outside = landmarkErrors.filter((_, i) => isCutOff(i));
  if (outside.length === 0) return 'No landmark lies outside its crop.';
  const inside = landmarkErrors.filter((_, i) => !isCutOff(i));
  const share = fixed((100 * outside.length) / landmarkErrors.length, 1);
  const [seen, unseen] = [mean(inside), mean(outside)];
  const verdict = unseen > 1.1 * seen ? 'what is not seen has to be guessed' : 'not seeing them does little harm here';
  return (
    `Of all landmarks of the ${errors.length} faces, ${share} % lie outside the crop. They are off by ` +
    `${significant(unseen)} %, those inside by ${significant(seen)} %: ${verdict}.`
  );
}

const isOutside = (fraction: number): boolean => fraction < 0 || fraction > 1;

/**
 * The report's figures in a few sentences, beside the experiment's own result.
 *
 * @param headline The report's.
 */
export function othersWords(headline: Readonly<Record<string, number>>): string {
  const { nmeFaceApi, nme, nmeCiLow, nmeCiHigh, nmeLooseCrop } = headline;
  const faceApi = `The 68-landmark network of @vladmandic/face-api has ${significant(nmeFaceApi!)} % in the same boxes.`;
  if (nme === undefined) return faceApi;
  const interval = `(95 % interval ${significant(nmeCiLow!)} to ${significant(nmeCiHigh!)} %)`;
  const best = `The best recipe found for the same photos reaches **${significant(nme)} %** ${interval}`;
  const loose = nmeLooseCrop === undefined ? '' : `, and ${significant(nmeLooseCrop)} % in 1.6 times its crop`;
  return `${faceApi} ${best}${loose}.`;
}
