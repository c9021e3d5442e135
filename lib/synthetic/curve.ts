/** A smooth function y(x) through control points. */
export type Curve = (x: number) => number;

/**
 * The cubic through control points of increasing x whose slope at each is that between its neighbors (Catmull-Rom);
 * constant beyond the ends.
 */
export function curveThrough(points: readonly (readonly [number, number])[]): Curve {
  const last = points.length - 1;
  const x = points.map((point) => point[0]);
  const y = points.map((point) => point[1]);
  const slopes = points.map((_, i) => {
    const [before, after] = [Math.max(0, i - 1), Math.min(last, i + 1)];
    return (y[after]! - y[before]!) / (x[after]! - x[before]!);
  });
  return (at) => {
    if (at <= x[0]!) return y[0]!;
    if (at >= x[last]!) return y[last]!;
    let i = 0;
    while (x[i + 1]! < at) i++;
    const length = x[i + 1]! - x[i]!;
    const t = (at - x[i]!) / length;
    const a = slopes[i]! * length;
    const b = slopes[i + 1]! * length;
    const c = y[i + 1]! - y[i]!;
    return y[i]! + t * (a + t * (3 * c - 2 * a - b + t * (a + b - 2 * c)));
  };
}
