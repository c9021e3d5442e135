import { boxDiagonal, outerEyeCorners, ownDiagonal } from '../../../landmarks/landmark-set';
import type { Normalizer } from '../../../landmarks/landmark-set';
import { measuredLengths } from '../../../landmarks/normalizers';
import type { LandmarkFinder } from '../config';
import { GIVEN } from './scheme-data';
import type { Decided, KnownSet, SchemeData } from './scheme-data';

/** A length is chosen that can be measured in at least this part of the faces; in the others it is estimated. */
const ENOUGH = 0.5;

/**
 * Decides what the NME is divided by: what `landmarks.json` says; the outer eye corners, if they are known; the diagonal
 * of the landmarks' box; or, where most faces show a single landmark, the diagonal of the face's own box.
 *
 * @param finder Is given what is wrong in `landmarks.json`.
 */
export function decideNormalizer(data: SchemeData, known: KnownSet, finder: LandmarkFinder): Decided<Normalizer> {
  const { names } = data.chosen;
  if (data.config.normalizer) return configured(data, finder);
  const said = (it: Normalizer, basis: string) => ({ it, value: it.name, basis, given: false });
  const [right, left] = ['right', 'left'].map((side) => names.findIndex((name) => isOuterCorner(name, side)));
  const corners = known?.normalizer ?? (right! >= 0 && left! >= 0 ? outerEyeCorners(right!, left!) : undefined);
  const isSeen = corners !== undefined && measurable(data, corners) >= ENOUGH;
  if (isSeen) return said(corners, known ? 'recognized landmarks' : `${names[right!]!} and ${names[left!]!}`);
  if (measurable(data, boxDiagonal) >= ENOUGH) {
    return said(boxDiagonal, corners ? 'most photos lack an outer eye corner' : 'no outer eye corners are known');
  }
  const alone = names.length === 1 ? 'a single landmark has no size' : 'most photos show a single landmark';
  return said(ownDiagonal(data.box), alone);
}

function configured({ config, ...data }: SchemeData, finder: LandmarkFinder): Decided<Normalizer> {
  const { names } = data.chosen;
  const said = (it: Normalizer) => ({ it, value: it.name, ...GIVEN });
  if (config.normalizer === 'diagonal') {
    if (measurable(data, boxDiagonal) > 0) return said(boxDiagonal);
    finder.problems.push('normalizer: no photo shows two landmarks, so they have no diagonal; leave it out');
    return said(boxDiagonal);
  }
  const [a, b] = config.normalizer!.map((one) => finder.find(one, 'normalizer')) as [number, number];
  const pair: Normalizer = { name: `the distance between ${names[a] ?? a} and ${names[b] ?? b}`, pair: [a, b] };
  if (a === b && a >= 0) finder.problems.push('normalizer: the two landmarks must be different');
  else if (a >= 0 && b >= 0 && measurable(data, pair) === 0) {
    finder.problems.push(`normalizer: no photo shows both ${names[a]!} and ${names[b]!}; choose two others`);
  }
  return said(pair);
}

/** The part of the faces in which a length can be measured, 0 to 1. */
function measurable(
  { chosen: { names }, landmarks }: Pick<SchemeData, 'chosen' | 'landmarks'>,
  normalizer: Normalizer,
): number {
  const all = landmarks.flatMap((one) => [...one]);
  const lengths = measuredLengths(all, { count: names.length, normalizer });
  return lengths.filter((length) => length > 0).length / lengths.length;
}

/** Whether a name is that of an outer eye corner: `left_eye_outer_corner`, `outer corner of the left eye`. */
function isOuterCorner(name: string, side: string): boolean {
  const words = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  return words.includes(side) && /outer/.test(words) && /eye/.test(words) && !/brow|lid/.test(words);
}
