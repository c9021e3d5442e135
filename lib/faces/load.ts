import type { FaceSet } from './face';
import { findFaces } from './find';
import { readImm } from './imm';

/**
 * The IMM Face Database, or what stands in for it, from wherever it is found (see {@link findFaces}).
 *
 * @param options.folder read this folder instead of looking for one
 */
export async function loadImm(options: { folder?: string } = {}): Promise<FaceSet> {
  const { folder, generated } = options.folder ? { folder: options.folder, generated: false } : await findFaces('imm');
  return readImm(folder, { generated });
}
