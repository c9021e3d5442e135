import { relative } from 'node:path';
import type { FaceSet } from '../../landmarks/face';
import type { OwnData, Problem } from '../own/own-data';
import { duplicates } from './duplicates';
import type { PrintedPhoto } from './duplicates';
import type { Finding } from './finding';
import { oddShapes } from './odd-shapes';
import { photoPrints } from './photo-prints';
import { farBoxes, outsidePhoto } from './places';
import { rareLandmarks, wrongPairs } from './scheme';

/** What was looked at and found. */
export interface CheckResult {
  /** What may be wrong, kind by kind. */
  readonly findings: readonly Finding[];
  /** Photos that could not be decoded, though their headers can be read. */
  readonly problems: readonly Problem[];
}

/**
 * Looks for what is wrong in annotated photos before anything is trained: landmarks outside their photo, swapped or
 * misplaced ones, photos that are there twice, boxes and mirror pairs that do not fit, names that may be misspelled.
 *
 * @param data Read without problems, or with problems that are reported elsewhere.
 * @param onProgress Called with how many photos have been decoded.
 */
export async function checkData(
  { set, crop }: Pick<OwnData, 'set' | 'crop'>,
  onProgress?: (done: number, total: number) => void,
): Promise<CheckResult> {
  const { faces, landmarkSet } = set;
  const { printed, problems } = await printPhotos(set, onProgress);
  const shapes = oddShapes({
    shapes: faces.map(({ landmarks }) => landmarks),
    groups: faces.map(({ group }) => group),
    mirror: landmarkSet.mirror,
  });
  return {
    problems,
    findings: [
      ...outsidePhoto(faces),
      ...shapes.map(({ index, explanation }): Finding => ({ kind: 'odd shape', face: index, explanation })),
      ...wrongPairs(set),
      ...(crop === 'boxes' ? farBoxes(faces) : []),
      ...duplicates(printed),
      ...rareLandmarks(set),
    ],
  };
}

async function printPhotos(
  { faces, folder }: FaceSet,
  onProgress?: (done: number, total: number) => void,
): Promise<{ printed: PrintedPhoto[]; problems: Problem[] }> {
  const first = new Map<string, number>();
  faces.forEach(({ photo }, face) => first.has(photo) || first.set(photo, face));
  const prints = await photoPrints([...first.keys()], onProgress);
  const printed: PrintedPhoto[] = [];
  const problems: Problem[] = [];
  [...first].forEach(([photo, face], i) => {
    const print = prints[i]!;
    if (typeof print !== 'string') printed.push({ print, face, group: faces[face]!.group });
    else {
      const remedy = 'Replace it by an intact photo, or remove it.';
      problems.push({ place: relative(folder, photo), problem: print, remedy });
    }
  });
  return { printed, problems };
}
