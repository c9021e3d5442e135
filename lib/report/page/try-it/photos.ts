import type { Photo } from './scene';

/** Longest side of a reader's photo in pixels, beyond which it is made smaller. */
const LONGEST = 1200;

/** The photo of one of the report's faces. */
export async function reportPhoto(url: string): Promise<Photo> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return { image, width: image.naturalWidth, height: image.naturalHeight, url };
}

const images = new Map<string, Promise<Uint8Array>>();

/** The gray values 0..255 of a gray image, row by row; read once. */
export function grayImage(url: string): Promise<Uint8Array> {
  let gray = images.get(url);
  if (!gray) images.set(url, (gray = readGray(url)));
  return gray;
}

async function readGray(url: string): Promise<Uint8Array> {
  const { image, width, height } = await reportPhoto(url);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]!);
}

/** A photo from the reader's disk; it stays in the page. @throws Error where the browser cannot read it as an image */
export async function readersPhoto(file: File): Promise<Photo> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Error(`${file.name} is not an image that this browser can read. JPEG, PNG and WebP are.`);
  }
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const image = document.createElement('canvas');
  image.width = Math.round(bitmap.width * scale);
  image.height = Math.round(bitmap.height * scale);
  image.getContext('2d')!.drawImage(bitmap, 0, 0, image.width, image.height);
  bitmap.close();
  return { image, width: image.width, height: image.height, url: image.toDataURL('image/jpeg', 0.9) };
}
