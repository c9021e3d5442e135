import { isValue } from './chart-spec';

/** Standard deviations on each side beyond which weights are left out. */
const REACH = 3;

/**
 * A curve without its noise: at each point the value of a straight line fitted to the values around it, with Gaussian
 * weights. Unlike a running mean of past values, it does not lag behind, nor does it bend at the ends. Gaps stay gaps.
 *
 * @param values At equal distances.
 * @param sigma Standard deviation of the weights, in points.
 * @param isLog Whether to fit the logarithms, for a logarithmic axis; values not above 0 are then gaps.
 */
export function smoothed(values: readonly (number | null)[], sigma: number, isLog = false): (number | null)[] {
  const usable = values.map((value) =>
    !isValue(value) || (isLog && value <= 0) ? null : isLog ? Math.log(value) : value,
  );
  const fitted = usable.map((value, i) => (value === null ? null : localFit(usable, i, sigma)));
  return isLog ? fitted.map((value) => (value === null ? null : Math.exp(value))) : fitted;
}

function localFit(values: readonly (number | null)[], center: number, sigma: number): number {
  const reach = Math.ceil(REACH * sigma);
  let [w, wx, wxx, wy, wxy] = [0, 0, 0, 0, 0];
  for (let x = -reach; x <= reach; x++) {
    const y = values[center + x];
    if (!isValue(y)) continue;
    const weight = Math.exp(-0.5 * (x / sigma) ** 2);
    w += weight;
    wx += weight * x;
    wxx += weight * x * x;
    wy += weight * y;
    wxy += weight * x * y;
  }
  const determinant = w * wxx - wx * wx;
  return determinant > 1e-9 ? (wxx * wy - wx * wxy) / determinant : wy / w;
}
