import { count } from '../../../format';
import type { FoundFace } from '../../../inference/face-search';
import type { TryItFace, TryItNetwork } from '../../try-it/data';
import { cropOf } from './crop';
import type { Crop } from './crop';
import { cropOnFace, cropOnLandmarks } from './framing';
import type { ChosenNetwork } from './network-choice';
import type { Photo } from './photos';
import { cropGray } from './pixels';

/** The photo in front. */
export interface Subject {
  readonly photo: Photo;
  /** The report's face; missing for the reader's own photo. */
  readonly face?: TryItFace;
  /** The faces found in the reader's own photo. */
  readonly found: readonly FoundFace[];
  /** The position of the face that the frame is on; -1 if there is none. */
  readonly selected: number;
}

/** A part of a photo in which faces often are, for networks that were trained on whole photos or on faces. */
const COMMON = { size: 0.6, down: 0.45 };

/**
 * Where the frame is at first: on the report's face as the network takes it; on the face found, as faces lie in the
 * network's training photos; else in the middle.
 *
 * @param subject The photo.
 * @param chosen The network.
 * @param example A face of the report, whose crop has the shape that the network takes.
 */
export async function firstCrop(
  { photo, face, found, selected }: Subject,
  { index, network, about }: ChosenNetwork,
  example: TryItFace,
): Promise<Crop> {
  if (face) return cropOf(face.views[index]!.crop);
  const chosen = found[selected];
  const { frames } = about;
  if (!chosen || !frames) return middleOf(photo, example, index);
  const coarse = cropOnFace(chosen, frames);
  // As `npm run predict` does: the landmarks found in the first crop tell where the final one must be.
  return cropOnLandmarks(coarse, await network.predict(cropGray(photo, coarse, network, about.outside)), frames);
}

function middleOf(photo: Photo, { width, height, views }: TryItFace, index: number): Crop {
  const { crop } = views[index]!;
  const isWhole = crop.width >= width * 0.98 && crop.height >= height * 0.98;
  const factor = (isWhole ? 1 : COMMON.size) * Math.min(photo.width / crop.width, photo.height / crop.height);
  const center = { x: photo.width / 2, y: photo.height * (isWhole ? 0.5 : COMMON.down) };
  return { ...center, width: crop.width * factor, height: crop.height * factor, turn: 0 };
}

/**
 * Says how the search for faces in the reader's photo went.
 *
 * @param found The faces found.
 * @param network The network, which predicts anywhere.
 */
export function foundWords(found: readonly FoundFace[], { focus }: Pick<TryItNetwork, 'focus'>): string {
  if (found.length === 0) {
    const what = focus?.name ?? 'landmarks';
    return `No face found. Drag the frame onto a face yourself: the network predicts ${what} for whatever is in it.`;
  }
  const turned = found[0]!.turn === 0 ? '' : ' It lies on its side, so the frame is turned.';
  if (found.length === 1) return `One face found.${turned}`;
  return `${count(found.length, 'face')} found. Choose one in the photo or below it.`;
}
