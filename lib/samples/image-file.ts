import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { range } from 'd3-array';
import { UserError } from '../errors';
import { Images } from './images';

/** Size of the pieces that a file's checksum is computed in. */
const PIECE = 1 << 20;

/** Closes the files whose images nobody has any more. */
const unused = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor));

/**
 * A file of images that are read when they are needed, so that sets larger than the memory can be trained on.
 *
 * Node has no memory-mapped files. Each image is read at its position: the system keeps in memory what is read often, as it
 * would of a mapped file, and what it keeps does not count as this process's. The file stays open, so that its images are
 * there even when the cache is emptied meanwhile.
 */
export class ImageFile {
  private constructor(
    private readonly file: string,
    private readonly descriptor: number,
  ) {
    unused.register(this, descriptor);
  }

  /** Opens a file; null where there is none that can be read. */
  static open(file: string): ImageFile | null {
    try {
      return new ImageFile(file, openSync(file, 'r'));
    } catch {
      return null;
    }
  }

  /** SHA-256 of the file's content, as 64 hexadecimal digits; a few pieces are in memory at a time. */
  async checksum(): Promise<string> {
    const hash = createHash('sha256');
    const options = { fd: this.descriptor, autoClose: false, start: 0, highWaterMark: PIECE };
    await pipeline(createReadStream(this.file, options), hash);
    return hash.digest('hex');
  }

  /** The file's images. @param pixels Pixels of each: width times height. */
  images(pixels: number): Images {
    return new Images(this, pixels, Uint32Array.from(range(fstatSync(this.descriptor).size / pixels)));
  }

  /**
   * Copies one image out of the file.
   *
   * @param image Its place.
   * @param into As many bytes as an image has.
   * @throws UserError when the file was cut off after it was opened.
   */
  copy(image: number, into: Uint8Array): void {
    for (let done = 0; done < into.length;) {
      const read = readSync(this.descriptor, into, done, into.length - done, image * into.length + done);
      if (read === 0) throw new UserError(`${this.file}: cut off while in use. Run the command again.`);
      done += read;
    }
  }
}
