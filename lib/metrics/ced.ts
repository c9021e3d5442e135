/** A point of a cumulative error distribution (CED). */
export interface CedPoint {
  readonly error: number;
  /** Fraction of the faces whose error is at most `error`, 0..1. */
  readonly fraction: number;
}

/**
 * The cumulative error distribution as a step function: one point per face, plus one at each end.
 *
 * @param errors One per face.
 * @param limit The curve ends at this error; faces beyond it only keep the fraction below 1.
 */
export function cumulativeErrors(errors: ArrayLike<number>, limit: number): CedPoint[] {
  const sorted = Float64Array.from(errors).sort();
  const inside = [...sorted].filter((error) => error <= limit);
  const curve = inside.map((error, i) => ({ error, fraction: (i + 1) / sorted.length }));
  const end = { error: limit, fraction: inside.length / sorted.length };
  return [{ error: 0, fraction: 0 }, ...curve, end];
}

/**
 * Area under the cumulative error distribution from 0 to a threshold, divided by the threshold. The distribution is a
 * step function, so the area is exact: each face within the threshold contributes its distance to it.
 *
 * @param errors One per face.
 * @param threshold In the unit of the errors, above 0.
 * @returns 0..1; 1 when all errors are 0.
 */
export function areaUnderCed(errors: ArrayLike<number>, threshold: number): number {
  let area = 0;
  for (let i = 0; i < errors.length; i++) area += Math.max(0, threshold - errors[i]!);
  return area / errors.length / threshold;
}

/**
 * Fraction of the faces whose error exceeds a threshold. An error of NaN counts as a failure.
 *
 * @param errors One per face.
 * @param threshold In the unit of the errors.
 * @returns 0..1.
 */
export function failureRate(errors: ArrayLike<number>, threshold: number): number {
  let failures = 0;
  for (let i = 0; i < errors.length; i++) if (!(errors[i]! <= threshold)) failures++;
  return failures / errors.length;
}
