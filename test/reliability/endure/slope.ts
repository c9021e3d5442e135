/**
 * The slope of a straight line through points, by least squares.
 *
 * @param points Pairs of x and y, at two different x at least.
 * @returns Units of y per unit of x.
 * @example slopeOf([[0, 1], [1, 3]]) // 2
 */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const covariance = mean(points.map(([x, y]) => (x - meanX) * (y - meanY)));
  return covariance / mean(points.map(([x]) => (x - meanX) ** 2));
}
