import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { DataError } from './errors';
import type { Size } from './geometry';

/** Kinds of files that are photos, as sharp names them, with the most pixels that are decoded. JPEGs are scaled down meanwhile. */
const KINDS: Readonly<Record<string, number>> = {
  ...{ jpeg: 250e6, png: 100e6, webp: 100e6, tiff: 100e6, gif: 100e6, heif: 100e6 },
};

// A photo may be replaced under the same name while this process runs, as in a notebook: libvips would give the old one.
sharp.cache(false);

const MOST_PIXELS = Math.max(...Object.values(KINDS));

/**
 * Opens a photo from outside for decoding. What every viewer shows is decoded, also where the file breaks the rules of its
 * format; `photoFault` tells what is really damaged.
 *
 * @param photo Path or content of the file.
 * @param options.upright Turns it upright by its EXIF orientation.
 * @example const rgb = await openImage('me.jpg', { upright: true }).raw().toBuffer();
 */
export const openImage = (photo: string | Buffer, { upright = false } = {}): Sharp =>
  sharp(photo, { failOn: 'none', autoOrient: upright, limitInputPixels: MOST_PIXELS });

/**
 * Decodes a photo, unless a part of it is missing.
 *
 * @param photo Its path, for messages, and the file's content.
 * @param work Decodes the image that it is given.
 * @throws DataError when the photo is damaged.
 */
export async function decodePhoto<T>(
  { file, content }: { readonly file: string; readonly content: Buffer },
  work: (image: Sharp) => Promise<T>,
): Promise<T> {
  try {
    return await work(sharp(content, { failOn: 'warning', autoOrient: true, limitInputPixels: MOST_PIXELS }));
  } catch {
    const fault = await photoFault(content);
    if (fault !== undefined) throw badPhoto(file, fault);
    return readingPhoto(file, work(openImage(content, { upright: true })));
  }
}

/** The two sizes of a photo. */
export interface PhotoSizes {
  /** As it is stored. */
  readonly stored: Size;
  /** As its EXIF orientation wants it to be seen. */
  readonly upright: Size;
  /** Whether the two differ in how the picture lies. */
  readonly turned: boolean;
}

/**
 * Reads the sizes of a photo from its header.
 *
 * @param photo Path or content of the file.
 * @param remedy What to do about a bad photo, as a sentence.
 * @param name Its path for messages, where the content is given.
 * @throws DataError when the file is missing, not a photo, or has too many pixels.
 */
export async function photoSizes(
  photo: string | Buffer,
  remedy?: string,
  name: string | Buffer = photo,
): Promise<PhotoSizes> {
  const { format, width, height, orientation, autoOrient } = await readingPhoto(name, headerOf(photo), remedy);
  const fault = headerFault(format, { width, height });
  if (fault) throw badPhoto(name, fault, remedy);
  return {
    stored: { width, height },
    upright: { width: autoOrient.width, height: autoOrient.height },
    turned: (orientation ?? 1) > 1,
  };
}

/** What the header says, also of a photo with too many pixels to be decoded. */
const headerOf = (photo: string | Buffer) =>
  decoding.shared(() => sharp(photo, { limitInputPixels: false }).metadata());

function headerFault(format: string, { width, height }: Size): string | undefined {
  const most = KINDS[format];
  if (most === undefined) return `this is ${format === 'svg' ? 'an SVG drawing' : `a ${format} file`}, not a photo`;
  if (width * height <= most) return undefined;
  return `${width} x ${height} pixels are too many: at most ${most / 1e6} million are decoded`;
}

/**
 * Waits for work on a photo and explains its failure.
 *
 * @param photo Path or content of the file; the path names it in the message.
 * @param work What reads the photo.
 * @param remedy What to do about a bad photo, as a sentence.
 * @throws DataError naming the photo, the problem and the remedy when the work fails.
 */
export async function readingPhoto<T>(photo: string | Buffer, work: Promise<T>, remedy?: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw badPhoto(photo, photoProblem(error), remedy, error);
  }
}

/** The error for a photo that is missing, damaged or too large. @param problem A clause without its period. */
export function badPhoto(photo: string | Buffer, problem: string, remedy = REMEDY, cause?: unknown): DataError {
  return new DataError(`${typeof photo === 'string' ? photo : 'The photo'}: ${problem}. ${remedy}`, { cause });
}

const REMEDY = 'Give the path of an intact JPEG, PNG, WebP, TIFF or GIF file.';

/** What is wrong with a photo that could not be read, as a clause without its period. @param error What was thrown. */
export function photoProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || message.startsWith('Input file is missing')) return 'there is no such file';
  if (code === 'EISDIR') return 'this is a folder';
  if (code === 'EACCES') return 'no permission to read it';
  if (/heif|heic/i.test(message)) {
    return 'HEIC photos, as iPhones store them, cannot be read; convert it to JPEG (an iPhone stores JPEGs after Settings > Camera > Formats > Most Compatible)';
  }
  const text = message.trim().split('\n').slice(0, 2).join(' ');
  if (/libpng read error/.test(text)) return CUT;
  return `not readable as a photo (${text.replace(/^Input (buffer|file) (contains |has )?/i, '')})`;
}

/**
 * Looks for what is damaged in a photo by decoding all of it: a part that is missing, which viewers show gray or black. A
 * missing end mark and parameters as some phones write them are no faults.
 *
 * @param content Of the file.
 * @returns What is wrong, as a clause without its period; undefined if nothing is.
 */
export async function photoFault(content: Buffer): Promise<string | undefined> {
  try {
    const { format, width, height } = await headerOf(content);
    const fault = headerFault(format, { width, height }) ?? (format === 'jpeg' ? endFault(content) : undefined);
    if (fault) return fault;
    if (format !== 'jpeg') return await strictly(content).then(() => undefined);
    return await strictly(content).then(
      () => undefined,
      () => damageOf(content),
    );
  } catch (error) {
    return photoProblem(error);
  }
}

/** Decodes a photo that breaks no rule of its format. @throws Error of sharp for any other. */
const strictly = (content: Buffer): Promise<unknown> =>
  decoding.shared(() => sharp(content, { failOn: 'warning' }).raw().toBuffer());

/** What the decoder finds missing in a JPEG that breaks a rule of its format. */
function damageOf(jpeg: Buffer): Promise<string | undefined> {
  const whole = withEnd(jpeg);
  // Errors and warnings may go to another image that is decoded meanwhile, so there must be none.
  return decoding.alone(async () => {
    const first = await sharp(whole, { failOn: 'warning' })
      .raw()
      .toBuffer()
      .then(
        () => '',
        (error: Error) => error.message,
      );
    if (first === '') return undefined;
    const warnings = await warningsOf(openImage(whole));
    return /premature end|bad Huffman/i.test(first + warnings) ? CUT : undefined;
  });
}

async function warningsOf(image: Sharp): Promise<string> {
  const texts: string[] = [];
  image.on('warning', (text: string) => texts.push(text));
  await image.raw().toBuffer();
  return texts.join('\n');
}

/** Lets work on photos go on side by side, or one alone. */
class Turns {
  private readonly running = new Set<Promise<unknown>>();
  private last: Promise<unknown> = Promise.resolve();

  /** Waits until nothing runs alone. */
  async shared<T>(work: () => Promise<T>): Promise<T> {
    await this.last;
    const run = work();
    const end = run.then(
      () => undefined,
      () => undefined,
    );
    this.running.add(end);
    void end.then(() => this.running.delete(end));
    return run;
  }

  /** Waits until nothing else runs. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.last.then(() => Promise.all(this.running)).then(work);
    this.last = run.catch(() => undefined);
    return run;
  }
}

const decoding = new Turns();

const CUT = 'a part of the picture is missing, because the file is damaged or cut off';

const END = Buffer.of(0xff, 0xd9);

/** Bytes of zero at a file's end that no encoder writes without an end mark. */
const EMPTY = 64;

function endFault(jpeg: Buffer): string | undefined {
  const isEmpty = jpeg.subarray(-EMPTY).every((byte) => byte === 0);
  return isEmpty && !jpeg.includes(END, Math.max(0, jpeg.length >> 1)) ? 'its second part is empty' : undefined;
}

/**
 * A JPEG with the mark at its end, which some programs cut off: without it, the decoder could not tell a whole picture from
 * one that is cut off. Other files are returned as they are.
 */
export function withEnd(content: Buffer): Buffer {
  const isJpeg = content[0] === 0xff && content[1] === 0xd8;
  return !isJpeg || content.includes(END, Math.max(0, content.length - 2 * EMPTY))
    ? content
    : Buffer.concat([content, END]);
}
