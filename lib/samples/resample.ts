/** A gray image: values 0..255, shape [height, width]. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/**
 * Resizes an image as areas: what lay at the fraction f of its width lies at the fraction f afterwards. Along each
 * axis, shrinking takes the exact average over the area of every new pixel (as OpenCV's INTER_AREA), enlarging is
 * bilinear.
 *
 * Own code, because libvips (8.18, through sharp) enlarges with a shift of half a pixel, whatever the kernel.
 *
 * @returns gray values 0..255, shape [height, width]
 */
export function resample(image: GrayImage, width: number, height: number): Uint8Array {
  const columns = weights(image.width, width);
  const rows = weights(image.height, height);
  const narrow = new Float32Array(image.height * width);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let from = y * image.width + columns.first[x]!;
      for (let i = columns.begin[x]!; i < columns.begin[x + 1]!; i++) sum += columns.weight[i]! * image.values[from++]!;
      narrow[y * width + x] = sum;
    }
  }
  const line = new Float32Array(width);
  const resized = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    line.fill(0.5); // rounds, since an Uint8Array cuts off
    let from = rows.first[y]! * width;
    for (let i = rows.begin[y]!; i < rows.begin[y + 1]!; i++) {
      const weight = rows.weight[i]!;
      for (let x = 0; x < width; x++) line[x]! += weight * narrow[from++]!;
    }
    resized.set(line, y * width);
  }
  return resized;
}

/** For each new pixel: the first old one, and the weights begin[i] to begin[i + 1] of those from it on; they add to 1. */
interface Weights {
  readonly first: Int32Array;
  readonly begin: Int32Array;
  readonly weight: Float32Array;
}

function weights(from: number, to: number): Weights {
  const ratio = from / to;
  const first = new Int32Array(to);
  const begin = new Int32Array(to + 1);
  const weight: number[] = [];
  for (let i = 0; i < to; i++) {
    // Enlarging, a new pixel's center takes from a crop of one old pixel's width: that is bilinear interpolation.
    const half = Math.max(ratio, 1) / 2;
    const low = (i + 0.5) * ratio - half;
    const high = low + 2 * half;
    const start = Math.max(0, Math.floor(low));
    const end = Math.min(from, Math.max(start + 1, Math.ceil(high - 1e-9)));
    const covered = (j: number) =>
      // Beyond the edge the outermost pixel goes on.
      Math.min(high, j === from - 1 ? Infinity : j + 1) - Math.max(low, j === 0 ? -Infinity : j);
    first[i] = start;
    for (let j = start; j < end; j++) weight.push(covered(j) / (high - low));
    begin[i + 1] = weight.length;
  }
  return { first, begin, weight: Float32Array.from(weight) };
}
