/** Share of the past in the running mean. */
const WEIGHT = 0.7;

/** Exponential running mean, with the correction for its start that TensorBoard uses. Gaps stay gaps. */
export function smoothed(values: readonly (number | null)[]): (number | null)[] {
  let sum = 0;
  let seen = 0;
  return values.map((value) => {
    if (value === null) return null;
    sum = WEIGHT * sum + (1 - WEIGHT) * value;
    seen += 1;
    return sum / (1 - WEIGHT ** seen);
  });
}
