import { availableParallelism } from 'node:os';
import { join, posix } from 'node:path';
import pLimit from 'p-limit';
import type { Size } from '../../geometry';
import type { PhotoSizes } from '../../photos';
import type { PhotoRecord } from '../gate/photo-records';
import { imglab } from './formats/imglab';
import { problemOf } from './found';
import type { Found } from './found';
import { grayPhoto, uprightCopy } from './made-photos';
import type { Problem } from './own-data';
import { WrongPhoto } from './photo-index';
import type { PhotoIndex } from './photo-index';
import { isUpright, UnreadablePhoto } from './photo-size';
import type { Problems } from './read-files';

/** An annotation with its photo. */
export interface Placed {
  readonly found: Found;
  /** Path of the photo whose stored pixels the landmarks refer to. */
  readonly photo: string;
  /** The photo's path in the folder, or a name for one that was in a table: the same for all faces of a photo. */
  readonly name: string;
  /** Size of the photo in pixels. */
  readonly size: Size;
}

/**
 * Finds the photos of annotations.
 *
 * @param folder Path of the data's folder.
 * @param index The photos in it.
 * @param records Of these photos.
 * @param problems Is given the annotations whose photo is missing, unreadable or of another size.
 * @param onProgress Called with how many annotations are done.
 * @returns The annotations that have a photo, in their order.
 * @throws DataError in strict mode, at the first problem.
 */
export async function placePhotos(
  found: readonly Found[],
  folder: string,
  index: PhotoIndex,
  records: ReadonlyMap<string, PhotoRecord>,
  problems: Problems,
  onProgress?: (done: number, total: number) => void,
): Promise<Placed[]> {
  const limit = pLimit(2 * availableParallelism());
  const sizesOf = (name: string): PhotoSizes => {
    const record = records.get(name)!;
    if (record.fault === undefined) return record;
    throw new UnreadablePhotoOf(name, record.fault);
  };
  let done = 0;
  const placed = await Promise.all(
    found.map(async (one): Promise<Placed | { found: Found; error: unknown }> => {
      try {
        return await place(one, folder, index, sizesOf, limit);
      } catch (error) {
        return { found: one, error };
      } finally {
        onProgress?.(++done, found.length);
      }
    }),
  );
  return placed.flatMap((one) => {
    if (!('error' in one)) return [one];
    problems.add(problemWith(one.found, one.error));
    return [];
  });
}

async function place(
  found: Found,
  folder: string,
  index: PhotoIndex,
  sizesOf: (name: string) => PhotoSizes,
  limit: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<Placed> {
  const { photo: reference, file, points, fractions } = found;
  if ('gray' in reference) {
    const { gray, width, height } = reference;
    const name = `${file.replace(/\.[^./]*$/, '')} ${found.entry}`;
    const photo = await limit(() => grayPhoto(gray, reference, posix.basename(name).replaceAll(' ', '-')));
    return { found, photo, name, size: { width, height } };
  }
  const name = index.find(reference.path, file);
  const all = sizesOf(name);
  const upright = isUpright(all, {
    ...(found.size && { size: found.size }),
    points: fractions ? [] : points.values(),
    stored: found.format === imglab.name,
  });
  const path = join(folder, name);
  if (!upright) return { found, photo: path, name, size: all.stored };
  return {
    found,
    photo: await naming(
      name,
      limit(() => uprightCopy(path)),
    ),
    name,
    size: all.upright,
  };
}

/** A photo that cannot be read, with its name. */
class UnreadablePhotoOf extends Error {
  constructor(
    readonly photo: string,
    problem: string,
  ) {
    super(problem);
  }
}

async function naming<T>(photo: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof UnreadablePhoto ? new UnreadablePhotoOf(photo, error.message) : error;
  }
}

/**
 * Why an annotation has no photo.
 *
 * @throws The error, if it is a defect.
 */
function problemWith({ file, entry }: Found, error: unknown): Problem {
  if (error instanceof UnreadablePhotoOf) {
    return problemOf(error.photo, '', error.message, 'Replace it by an intact JPEG, PNG, WebP or TIFF, or remove it.');
  }
  if (!(error instanceof WrongPhoto)) throw error;
  return problemOf(file, entry, error.problem, error.remedy);
}
