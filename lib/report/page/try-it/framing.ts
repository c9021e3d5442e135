import type { FoundFace } from '../../../inference/face-search';
import { boxAround } from '../../../landmarks/box-fit';
import type { Frames } from '../../try-it/data';
import { toPhoto } from './crop';
import type { Crop } from './crop';

/**
 * The crop in which a found face lies as faces do in the network's training photos.
 *
 * @param face In pixels of the photo.
 * @param frames Where the network's crops lie.
 */
export function cropOnFace({ x, y, width, height, turn }: FoundFace, { onFace }: Frames): Crop {
  const size = Math.sqrt(width * height);
  const [centerX, centerY] = toPhoto({ x, y, width: size, height: size, turn }, [onFace.x + 0.5, onFace.y + 0.5]);
  return { x: centerX, y: centerY, width: onFace.width * size, height: onFace.height * size, turn };
}

/**
 * The crop in which predicted landmarks lie as they do in the training photos: more exact than `cropOnFace`.
 *
 * @param crop The crop in which they were predicted.
 * @param predicted Fractions of it.
 * @param frames Where the network's crops lie.
 * @returns The same crop where the network's landmarks do not tell.
 */
export function cropOnLandmarks(crop: Crop, predicted: ArrayLike<number>, { onLandmarks }: Frames): Crop {
  if (!onLandmarks) return crop;
  const { width, height, turn } = crop;
  // In pixels of the crop, which may be turned.
  const box = boxAround(
    Array.from(predicted, (value, i) => value * (i % 2 === 0 ? width : height)),
    onLandmarks,
  );
  const [x, y] = toPhoto(crop, [(box.x + box.width / 2) / width, (box.y + box.height / 2) / height]);
  return { x, y, width: box.width, height: box.height, turn };
}
