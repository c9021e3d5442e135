import type { Box, Size } from '../../lib/geometry';
import type { PhotoCrop } from '../../lib/inference/face-crop';
import { photoSizes, readingPhoto } from '../../lib/photos';
import { cropAndResize, cropOf } from '../../lib/samples/crop';
import type { CropSpec } from '../../lib/samples/crop';

/**
 * Crops one face out of a photo that belongs to no data set: turned upright by its EXIF orientation, of any format that
 * sharp reads, gray, CMYK or with transparency.
 *
 * @param photo Path or content of the file.
 * @param box The face's box in pixels of the upright photo; null for the whole photo.
 * @param options Size and crop of the image; the crop is ignored for the whole photo.
 * @throws DataError when the photo is missing or damaged.
 */
export async function cropPhoto(
  photo: string | Buffer,
  box: Box | null,
  options: Size & { crop?: CropSpec },
): Promise<PhotoCrop> {
  const { width, height, crop: spec = 'photo' } = options;
  const { upright: photoSize } = await photoSizes(photo);
  const whole = { x: 0, y: 0, ...photoSize };
  const crop = cropOf({ ...photoSize, box: box ?? whole }, box ? spec : 'photo');
  const image = await readingPhoto(photo, cropAndResize(photo, crop, { width, height }, { upright: true, photoSize }));
  return { image, crop };
}
