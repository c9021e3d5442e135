import { fixed, significant } from '../figures/numbers';
import { bootstrapInterval } from '../metrics/bootstrap';
import { mean } from '../metrics/distances';
import type { CropErrors } from '../photos/crop-errors';
import type { ExamplePhotos } from '../photos/examples';
import type { FaceApiError } from '../photos/face-api-errors';

/**
 * How a network stands to that of face-api, on the same photos and in the same boxes.
 *
 * @param name The network's, e.g. `ResNet-18`.
 * @param errors Its NME of each face in percent.
 * @param faceApi Of the same faces, or of the first of them.
 */
export function faceApiWords(name: string, errors: readonly number[], faceApi: readonly FaceApiError[]): string {
  const count = faceApi.length;
  const own = faceApi.flatMap(({ detected }) => detected ?? []);
  const inBox = mean(faceApi.map(({ inBox }) => inBox));
  const { low, high } = bootstrapInterval(faceApi.map(({ inBox }, i) => errors[i]! - inBox));
  const change = mean(errors.slice(0, count)) - inBox;
  const interval = `(95 % interval of the difference, photo by photo: ${fixed(low, 2)} to ${fixed(high, 2)})`;
  const standing =
    low > 0
      ? `${name} is worse by ${fixed(change, 2)} points ${interval}`
      : high < 0
        ? `${name} is better by ${fixed(-change, 2)} points ${interval}`
        : `these photos cannot tell it from ${name} ${interval}`;
  const detected =
    own.length === 0
      ? 'Its own detector finds none of these faces.'
      : `With its own detector its NME is ${fixed(mean(own), 2)} %, on the ${own.length} of ${count} photos where that finds the face.`;
  const only = count < errors.length ? ` (only ${count} photos were taken, to be quick)` : '';
  return `In the same boxes, face-api's network has an NME of **${fixed(inBox, 2)} %**${only}; ${standing}. ${detected}`;
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
  return `The detector has searched ${searched} test photos and found ${missed}, several faces in ${several}.`;
}
