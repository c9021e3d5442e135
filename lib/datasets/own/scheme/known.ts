import { ibug68 } from '../../../landmarks/ibug68';
import { imm58 } from '../../../landmarks/imm58';
import type { LandmarkSet } from '../../../landmarks/landmark-set';
import { deviationOf } from './mirror-by-shape';

/** The landmark sets that are recognized, with what people know them by. */
const KNOWN = [
  { set: ibug68, title: 'iBUG 300-W' },
  { set: imm58, title: 'the IMM Face Database' },
] as const;

/** A mean shape farther than this from its mirror image in a known set is something else. */
const MAX_DEVIATION = 0.12;

/**
 * Recognizes numbered landmarks as those of a known set: there are as many, and their mean shape is symmetric as that set
 * is, with the right eye on the left, and the tip of the nose between and below the eyes.
 *
 * @param mean Mean shape as photos show it, without missing landmarks.
 */
export function knownSet(mean: Float64Array): { set: LandmarkSet; title: string } | null {
  return KNOWN.find(({ set }) => set.count === mean.length / 2 && fits(mean, set)) ?? null;
}

function fits(mean: Float64Array, { mirror, normalizer, noseTip }: LandmarkSet): boolean {
  const [right, left] = normalizer.pair!;
  const [rightX, leftX, noseX] = [right, left, noseTip].map((i) => mean[2 * i]!) as [number, number, number];
  const eyesY = (mean[2 * right + 1]! + mean[2 * left + 1]!) / 2;
  return deviationOf(mean, mirror) < MAX_DEVIATION && rightX < noseX && noseX < leftX && mean[2 * noseTip + 1]! > eyesY;
}
