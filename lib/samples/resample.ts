/** A gray image: values 0..255, shape [height, width]. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/**
 * Resizes an image so that every fraction of its width and height stays where it is. Along each axis, shrinking takes
 * the exact average over the area of each new pixel (like OpenCV's INTER_AREA); enlarging is bilinear.
 *
 * We do not use libvips (8.18, through sharp), because it enlarges with a shift of half a pixel, whatever the kernel.
 *
 * @param image The image to resize.
 * @param width Width of the result in pixels.
 * @param height Height of the result in pixels.
 * @returns Gray values 0..255, shape [height, width].
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
    line.fill(0.5); // so that the conversion to whole numbers, which truncates, rounds
    let from = rows.first[y]! * width;
    for (let i = rows.begin[y]!; i < rows.begin[y + 1]!; i++) {
      const weight = rows.weight[i]!;
      for (let x = 0; x < width; x++) line[x]! += weight * narrow[from++]!;
    }
    resized.set(line, y * width);
  }
  return resized;
}

/**
 * For new pixel i: the first old pixel it takes from, and the weights of that pixel and those after it, which are
 * weight[begin[i]] to weight[begin[i + 1] - 1] and add up to 1.
 */
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
    // When enlarging, a new pixel averages over the width of one old pixel: that is bilinear interpolation.
    const half = Math.max(ratio, 1) / 2;
    const low = (i + 0.5) * ratio - half;
    const high = low + 2 * half;
    const start = Math.max(0, Math.floor(low));
    const end = Math.min(from, Math.max(start + 1, Math.ceil(high - 1e-9)));
    const covered = (j: number) =>
      // The outermost pixel extends beyond the edge.
      Math.min(high, j === from - 1 ? Infinity : j + 1) - Math.max(low, j === 0 ? -Infinity : j);
    first[i] = start;
    for (let j = start; j < end; j++) weight.push(covered(j) / (high - low));
    begin[i + 1] = weight.length;
  }
  return { first, begin, weight: Float32Array.from(weight) };
}
