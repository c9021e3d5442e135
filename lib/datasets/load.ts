import type { FaceSet } from '../landmarks/face';
import { findFaces } from './find';
import { read300W, type Part300W } from './ibug300w';
import { readImm } from './imm';

/** Where faces are taken from; by default from wherever they are found (see `findFaces`). */
export interface LoadOptions {
  /** This folder. */
  readonly folder?: string;
  /** Generated faces, even where there are real ones. */
  readonly generated?: boolean;
}

/** The IMM Face Database, or what stands in for it: 240 faces, 58 landmarks. */
export async function loadImm(options: LoadOptions = {}): Promise<FaceSet> {
  const { folder, generated } = await findFaces('imm', options);
  return readImm(folder, { generated });
}

/** One part of iBUG 300-W, or what stands in for it: photos and their mirrored twins, 68 landmarks. */
export async function load300W(options: LoadOptions & { part: Part300W }): Promise<FaceSet> {
  const { folder, generated } = await findFaces('300w', options);
  return read300W(folder, options.part, { generated });
}
