import { el } from '../../../figures/page/elements';
import { scaled } from './crop';
import type { Crop } from './crop';
import type { Photo } from './photos';
import { drawColor } from './pixels';

/** Side of a thumbnail in pixels, for screens with two pixels per CSS pixel. */
const SIDE = 112;

/** How much of its surroundings a thumbnail shows, as a multiple of the face's box. */
const SURROUNDINGS = 1.5;

/**
 * Buttons with the faces found in a photo.
 *
 * @param photo The photo.
 * @param faces Their boxes.
 * @param onChoose Called with the position of the chosen one.
 * @returns One button for each face.
 */
export function faceButtons(
  photo: Photo,
  faces: readonly Crop[],
  onChoose: (position: number) => void,
): HTMLButtonElement[] {
  return faces.map((face, i) => {
    const side = Math.max(face.width, face.height);
    const thumbnail = drawColor(photo, scaled({ ...face, width: side, height: side }, SURROUNDINGS), SIDE);
    const attributes = { type: 'button', 'aria-label': `Face ${i + 1} of ${faces.length}`, click: () => onChoose(i) };
    return el('button', attributes, thumbnail);
  });
}
