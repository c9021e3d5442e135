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

/** A photo from the reader's disk; it stays in the page. @throws Error where the browser cannot read it as a picture */
export async function readersPhoto(file: File): Promise<Photo> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Error(`${file.name} is not a picture that this browser can read. JPEG, PNG and WebP are.`);
  }
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const image = document.createElement('canvas');
  image.width = Math.round(bitmap.width * scale);
  image.height = Math.round(bitmap.height * scale);
  image.getContext('2d')!.drawImage(bitmap, 0, 0, image.width, image.height);
  bitmap.close();
  return { image, width: image.width, height: image.height, url: image.toDataURL('image/jpeg', 0.9) };
}
