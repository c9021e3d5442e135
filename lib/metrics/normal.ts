import erfc from '@stdlib/math-base-special-erfc';

/** Distribution function of the standard normal distribution. */
export const normal = (z: number): number => erfc(-z / Math.SQRT2) / 2;
