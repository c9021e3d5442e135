/**
 * The input that a network gets for a gray level: -0.5..0.5 from 0..255. `imageTensor` computes the same for whole
 * batches, in the backend.
 */
export const grayToInput = (gray: number): number => gray / 255 - 0.5;
