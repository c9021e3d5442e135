import type { FaceSet } from './face';
import { findFaces } from './find';
import { read300W, type Part300W } from './ibug300w';
import { readImm } from './imm';

/**
 * The IMM Face Database, or what stands in for it, from wherever it is found (see {@link findFaces}).
 *
 * @param options.folder read this folder instead of looking for one
 */
export async function loadImm(options: { folder?: string } = {}): Promise<FaceSet> {
  const { folder, generated } = await findFaces('imm', options.folder);
  return readImm(folder, { generated });
}

/**
 * One part of iBUG 300-W, or what stands in for it, from wherever it is found (see {@link findFaces}).
 *
 * @param options.folder read this folder instead of looking for one
 */
export async function load300W(options: { part: Part300W; folder?: string }): Promise<FaceSet> {
  const { folder, generated } = await findFaces('300w', options.folder);
  return read300W(folder, options.part, { generated });
}
