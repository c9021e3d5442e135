import { distance as editDistance } from 'fastest-levenshtein';
import type { FaceSet } from '../../landmarks/face';
import { isMissing } from '../../landmarks/missing';
import { alignment, alignShapes, transformed } from '../../landmarks/shape';
import type { Finding } from './finding';

/** A pair disagrees if, in the mirror, a landmark is farther than this part of the shape's radius from its counterpart. */
const MAX_DISTANCE = 0.3;

/**
 * Finds mirror pairs that are wrong: in the mean shape, the one is not where the mirror image of the other is.
 */
export function wrongPairs({ landmarkSet: { mirror, symmetric }, faces }: FaceSet): Finding[] {
  const shapes = symmetric && mirror.length > 2 ? alignShapes(faces.map(({ landmarks }) => landmarks)) : null;
  if (!shapes) return [];
  const { mean } = shapes;
  const flipped = mean.map((_, i) => (i % 2 === 0 ? -1 : 1) * mean[2 * mirror[i >> 1]! + (i % 2)]!);
  const to = alignment(flipped, mean);
  if (!to) return [];
  const placed = transformed(flipped, to);
  const off = (i: number): number => Math.hypot(placed[2 * i]! - mean[2 * i]!, placed[2 * i + 1]! - mean[2 * i + 1]!);
  return mirror.flatMap((other, i): Finding[] =>
    i <= other && Math.max(off(i), off(other)) > MAX_DISTANCE ? [{ kind: 'mirror pair', pair: [i, other] }] : [],
  );
}

/** A landmark that fewer faces than this part have is rare. */
const RARE = 0.05;

/** Names that differ in no more letters than this are similar. */
const SIMILAR = 2;

/**
 * Finds landmarks that so few faces have that their names may be misspelled ones of others. Landmarks without names cannot
 * be misspelled.
 */
export function rareLandmarks({ landmarkSet: { names, count }, faces }: FaceSet): Finding[] {
  if (!names) return [];
  return Array.from({ length: count }, (_, landmark) => landmark).flatMap((landmark): Finding[] => {
    const having = [...faces.keys()].filter((face) => !isMissing(faces[face]!.landmarks, landmark));
    if (having.length >= RARE * faces.length) return [];
    const name = names[landmark]!.toLowerCase();
    const similar = names.findIndex((other, i) => i !== landmark && editDistance(other.toLowerCase(), name) <= SIMILAR);
    return [{ kind: 'rare landmark', landmark, faces: having, similar: similar >= 0 ? similar : null }];
  });
}
