import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { count, percent } from '../format';
import { isMissing, presentCount } from '../landmarks/missing';
import type { Interpretation } from '../metrics/interpretation';
import { mean } from '../metrics/statistics';
import { compareFaces } from '../metrics/verdict';
import type { FaceComparison } from '../metrics/verdict';
import { intervalText, valueText } from '../quantity';

/** Landmarks outside the crop compared with those inside. */
export interface CutOffFindings {
  readonly faces: number;
  /** Percentage of all landmarks that lie outside. */
  readonly share: number;
  /** Mean error of the landmarks outside and inside, over the faces that have both. */
  readonly comparison: FaceComparison;
  readonly unit: string;
}

/**
 * Compares the errors of landmarks outside the crop with those inside, face by face.
 *
 * @returns `undefined` if no landmark lies outside.
 */
export function cutOffFindings({ samples, landmarkErrors, unit }: Interpretation): CutOffFindings | undefined {
  const { landmarks, landmarkSet, faces } = samples;
  const isOutside = (i: number): boolean => [2 * i, 2 * i + 1].some((at) => landmarks[at]! < 0 || landmarks[at]! > 1);
  const byFace = faces.map(({ group }, face) => {
    const all = Array.from({ length: landmarkSet.count }, (_, i) => face * landmarkSet.count + i);
    const own = all.filter((i) => !isMissing(landmarks, i));
    const errors = (outside: boolean) => own.filter((i) => isOutside(i) === outside).map((i) => landmarkErrors[i]!);
    return { group, outside: errors(true), inside: errors(false) };
  });
  const both = byFace.filter(({ outside, inside }) => outside.length > 0 && inside.length > 0);
  if (both.length === 0) return undefined;
  const total = byFace.reduce((sum, { outside }) => sum + outside.length, 0);
  const means = (of: 'outside' | 'inside') => both.map((errors) => mean(errors[of]));
  return {
    faces: both.length,
    share: (100 * total) / presentCount(landmarks),
    comparison: compareFaces(
      means('outside'),
      means('inside'),
      both.map(({ group }) => group),
    ),
    unit,
  };
}

/**
 * A paragraph on landmarks that the crop cuts off: how many there are, and how much harder they are.
 *
 * @param result Predictions of all landmarks, with their errors.
 * @example describeCutOff(interpret(data.validation, run.training.predictions, { measure: 'nme' }))
 */
export const describeCutOff = (result: Interpretation): Prose => say(cutOffWords(cutOffFindings(result)));

/** The wording of `describeCutOff`. */
export function cutOffWords(findings: CutOffFindings | undefined): string {
  if (!findings) return 'No landmark lies outside its crop.';
  const { faces, share, comparison, unit } = findings;
  const [outside, inside] = [comparison.error, comparison.reference].map((error) => valueText(error, { unit }));
  const claim = {
    worse: 'Landmarks that the network cannot see are harder.',
    better: 'Landmarks that the network cannot see are easier.',
    'not significant': 'The difference is not significant.',
  }[comparison.verdict];
  return (
    `${percent(share, 1)} of all landmarks lie outside the crop, on ${count(faces, 'face')}. There, their mean error is ` +
    `${outside} vs. ${inside} inside (difference ${intervalText(comparison, { unit })}). ${claim}`
  );
}
