import { range } from 'd3-array';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { isMissing, presentLandmarks } from '../../landmarks/missing';

/**
 * Variance that every coordinate of an aligned shape is taken to have of its own, in squared radii of the shape: 3% of it,
 * about what people's marks differ by. It also keeps the covariance invertible where there are few shapes.
 */
const NOISE = 1e-3;

/** How well one shape agrees with a model. */
export interface Fit {
  /** Squared Mahalanobis distance from the mean, over the number of coordinates: about 1 for a usual shape. */
  readonly distance: number;
  /**
   * For each landmark, how far it is from where the others suggest, shape [K, 2], in radii of the shape; NaN for missing
   * landmarks.
   */
  readonly offsets: Float64Array;
  /** The part of `distance`, before its division, that each landmark adds to those of all others. */
  readonly shares: Float64Array;
}

/** A normal distribution of aligned shapes. */
export class ShapeModel {
  private readonly mean: Float64Array;
  private readonly covariance: Matrix;
  /** The inverse of the covariance, once it is needed. */
  private precision: Matrix | null = null;
  private last: { readonly key: string; readonly precision: Matrix } | null = null;

  /**
   * Estimates the mean and the covariance. Missing landmarks are filled in with what the others suggest.
   *
   * @param shapes Aligned shapes, at least one.
   */
  constructor(shapes: readonly Float64Array[]) {
    this.mean = meanOf(shapes);
    this.covariance = covarianceOf(shapes, this.mean);
    if (!shapes.some((shape) => shape.some(Number.isNaN))) return;
    const filled = shapes.map((shape) => this.filled(shape));
    this.mean = meanOf(filled);
    this.covariance = covarianceOf(filled, this.mean);
    [this.precision, this.last] = [null, null];
  }

  /** How well an aligned shape agrees with the model. */
  fit(shape: Float64Array): Fit {
    const there = presentLandmarks(shape);
    const { precision, gradient, distance } = this.terms(shape);
    const offsets = new Float64Array(shape.length).fill(NaN);
    const shares = new Float64Array(shape.length / 2).fill(NaN);
    there.forEach((landmark, i) => {
      const [a, b, c] = [
        precision.get(2 * i, 2 * i),
        precision.get(2 * i, 2 * i + 1),
        precision.get(2 * i + 1, 2 * i + 1),
      ];
      const [u, v] = [gradient[2 * i]!, gradient[2 * i + 1]!];
      const [x, y] = [(c * u - b * v) / (a * c - b * b), (a * v - b * u) / (a * c - b * b)];
      offsets.set([x, y], 2 * landmark);
      shares[landmark] = x * u + y * v;
    });
    return { distance: distance / (2 * there.length), offsets, shares };
  }

  /** What the distance of a shape would be if two landmarks changed places, for each two that are there; without aligning it again. */
  swapped(shape: Float64Array): { pair: [number, number]; distance: number }[] {
    const there = presentLandmarks(shape);
    const { precision, gradient, distance } = this.terms(shape);
    return there.flatMap((landmark, i) =>
      there.slice(i + 1).map((other, k) => {
        const at = [2 * i, 2 * i + 1, 2 * (i + 1 + k), 2 * (i + 1 + k) + 1];
        const [dx, dy] = [shape[2 * other]! - shape[2 * landmark]!, shape[2 * other + 1]! - shape[2 * landmark + 1]!];
        const change = [dx, dy, -dx, -dy];
        let after = distance;
        at.forEach((row, r) => {
          after += 2 * change[r]! * gradient[row]!;
          at.forEach((column, c) => (after += change[r]! * precision.get(row, column) * change[c]!));
        });
        return { pair: [landmark, other] as [number, number], distance: after / (2 * there.length) };
      }),
    );
  }

  private terms(shape: Float64Array): { precision: Matrix; gradient: number[]; distance: number } {
    const rows = coordinatesThere(shape);
    const precision = this.precisionOf(rows);
    const difference = rows.map((row) => shape[row]! - this.mean[row]!);
    const gradient = precision.mmul(Matrix.columnVector(difference)).to1DArray();
    return { precision, gradient, distance: difference.reduce((sum, value, i) => sum + value * gradient[i]!, 0) };
  }

  /** The inverse of the covariance of some coordinates; that of the last ones is kept, since one shape is tried in many ways. */
  private precisionOf(rows: number[]): Matrix {
    const key = rows.join();
    if (this.last?.key !== key) this.last = { key, precision: this.marginalPrecision(rows) };
    return this.last.precision;
  }

  private marginalPrecision(rows: number[]): Matrix {
    const others = range(this.mean.length).filter((row) => !rows.includes(row));
    if (others.length > rows.length) return inverseOf(this.covariance.selection(rows, rows));
    this.precision ??= inverseOf(this.covariance);
    if (others.length === 0) return this.precision;
    // Few are missing: the Schur complement needs the inverse of their small block alone.
    const across = this.precision.selection(rows, others);
    const block = inverseOf(this.precision.selection(others, others));
    return Matrix.sub(this.precision.selection(rows, rows), across.mmul(block).mmul(across.transpose()));
  }

  /** The shape with its missing coordinates at their conditional means. */
  private filled(shape: Float64Array): Float64Array {
    const there = coordinatesThere(shape);
    if (there.length === shape.length) return shape;
    const missing = range(shape.length).filter((row) => Number.isNaN(shape[row]));
    const known = Matrix.columnVector(there.map((row) => shape[row]! - this.mean[row]!));
    this.precision ??= inverseOf(this.covariance);
    const pull = this.precision.selection(missing, there).mmul(known);
    const expected = new CholeskyDecomposition(this.precision.selection(missing, missing)).solve(pull);
    const filled = Float64Array.from(shape);
    missing.forEach((row, i) => (filled[row] = this.mean[row]! - expected.get(i, 0)));
    return filled;
  }
}

/** The inverse of a symmetric matrix, symmetric to the last digit. */
function inverseOf(matrix: Matrix): Matrix {
  const inverse = new CholeskyDecomposition(matrix).solve(Matrix.eye(matrix.rows));
  return Matrix.add(inverse, inverse.transpose()).div(2);
}

const coordinatesThere = (shape: Float64Array): number[] =>
  Array.from(shape.keys()).filter((row) => !isMissing(shape, row >> 1));

function meanOf(shapes: readonly Float64Array[]): Float64Array {
  return shapes[0]!.map((_, row) => {
    const values = shapes.map((shape) => shape[row]!).filter((value) => !Number.isNaN(value));
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
  });
}

function covarianceOf(shapes: readonly Float64Array[], mean: Float64Array): Matrix {
  const centered = new Matrix(
    shapes.map((shape) => Array.from(shape, (value, row) => (Number.isNaN(value) ? 0 : value - mean[row]!))),
  );
  const covariance = centered.transpose().mmul(centered).div(shapes.length);
  for (let row = 0; row < mean.length; row++) covariance.set(row, row, covariance.get(row, row) + NOISE);
  return covariance;
}
