import { range } from 'd3-array';

/** Where images are: in memory, in a file, or in several such places. */
export interface ImageSource {
  /** Copies one image, shape [height, width], into the memory given. */
  copy(image: number, into: Uint8Array): void;
}

/**
 * Gray images of one size, 0..255, read when they are needed: N images, of which a batch is in memory at a time.
 *
 * @example const [first] = [images.read([0])];
 */
export class Images {
  /**
   * Images of a source.
   *
   * @param source Where they are.
   * @param pixels Pixels of each image: width times height.
   * @param order Their places in the source.
   */
  constructor(
    private readonly source: ImageSource,
    readonly pixels: number,
    private readonly order: Uint32Array,
  ) {}

  /** Number of images, N. */
  get count(): number {
    return this.order.length;
  }

  /**
   * Copies of some of the images.
   *
   * @param indices The images wanted, B of them.
   * @returns Gray values 0..255, shape [B, height, width], in memory of their own.
   * @throws RangeError for an index that no image has; UserError when their file can no longer be read.
   */
  read(indices: readonly number[]): Uint8Array {
    const { pixels } = this;
    const bytes = new Uint8Array(indices.length * pixels);
    indices.forEach((index, i) => this.source.copy(this.placeOf(index), bytes.subarray(i * pixels, (i + 1) * pixels)));
    return bytes;
  }

  /** All images in pieces of shape [B, height, width] with B at most `size`, in their order. */
  *pieces(size: number): Generator<Uint8Array> {
    for (let start = 0; start < this.count; start += size) {
      yield this.read(range(start, Math.min(start + size, this.count)));
    }
  }

  /** Some of the images in another order; nothing is copied. */
  select(indices: readonly number[]): Images {
    const order = Uint32Array.from(indices, (index) => this.placeOf(index));
    return new Images(this.source, this.pixels, order);
  }

  private placeOf(index: number): number {
    const place = this.order[index];
    if (place === undefined) throw new RangeError(`There is no image ${index}: there are ${this.count}.`);
    return place;
  }
}

/**
 * Images that are in memory.
 *
 * @param bytes Gray values 0..255, shape [N, height, width].
 * @param pixels Width times height.
 * @throws RangeError when the bytes are not whole images.
 */
export function imagesInMemory(bytes: Uint8Array, pixels: number): Images {
  const count = bytes.length / pixels;
  if (!Number.isInteger(count)) throw new RangeError(`${bytes.length} bytes are not whole images of ${pixels} pixels.`);
  const copy: ImageSource['copy'] = (image, into) => into.set(bytes.subarray(image * pixels, (image + 1) * pixels));
  return new Images({ copy }, pixels, Uint32Array.from(range(count)));
}

/** The images of several data sets, one after the other. All are of one size. */
export function joinImages(parts: readonly Images[]): Images {
  const places = parts.flatMap((part) => range(part.count).map((image) => ({ part, image })));
  const copy: ImageSource['copy'] = (place, into) => into.set(places[place]!.part.read([places[place]!.image]));
  return new Images({ copy }, parts[0]?.pixels ?? 0, Uint32Array.from(range(places.length)));
}
