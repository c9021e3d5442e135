import type { Face } from '../landmarks/face';
import { readJob } from '../parameters/job';

/** Faces that a trial looks at where looking takes long. */
const FEW = 16;

/**
 * All faces, or in a report's short form (`--smoke`) the first few: for what takes long with each photo. Figures made of
 * them say how many there were.
 */
export function fewerInShortForm(faces: readonly Face[]): readonly Face[] {
  return readJob()?.report?.smoke ? faces.slice(0, FEW) : faces;
}
