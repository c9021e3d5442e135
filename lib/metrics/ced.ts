/** A point of a cumulative error distribution: the share of faces whose error is at most `error`. */
export interface CedPoint {
  readonly error: number;
  readonly share: number;
}

/** The cumulative error distribution, one step a face; from error 0 up to the limit. */
export function cumulativeErrors(errors: ArrayLike<number>, limit: number): CedPoint[] {
  const sorted = Float64Array.from(errors).sort();
  const inside = [...sorted].filter((error) => error <= limit);
  const curve = inside.map((error, i) => ({ error, share: (i + 1) / sorted.length }));
  const end = { error: limit, share: inside.length / sorted.length };
  return [{ error: 0, share: 0 }, ...curve, end];
}

/**
 * Area under the cumulative error distribution from 0 up to a threshold, over the threshold: 1 when all errors are 0.
 * The distribution is a step function, so the area is exact: every face within the threshold adds its distance to it.
 */
export function areaUnderCed(errors: ArrayLike<number>, threshold: number): number {
  let area = 0;
  for (let i = 0; i < errors.length; i++) area += Math.max(0, threshold - errors[i]!);
  return area / errors.length / threshold;
}

/** Share of the faces whose error is above a threshold. */
export function failureRate(errors: ArrayLike<number>, threshold: number): number {
  let failures = 0;
  for (let i = 0; i < errors.length; i++) if (!(errors[i]! <= threshold)) failures++;
  return failures / errors.length;
}
