import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { ANNOTATION_ENDINGS } from './formats/recognize';

/** The file beside the data that says what the annotations do not. */
export const CONFIG_NAME = 'landmarks.json';

/** The files of a folder and of all folders in it; paths are relative to it, with `/`, in alphabetical order. */
export interface FolderFiles {
  readonly photos: readonly string[];
  readonly annotations: readonly string[];
  /** Files that are neither, such as notes; nobody looks at them. */
  readonly others: readonly string[];
}

const PHOTO_ENDINGS: ReadonlySet<string> = new Set([
  ...['.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.webp', '.tif', '.tiff', '.gif', '.avif'],
  // Found, so that they are named as what cannot be read.
  ...['.bmp', '.heic', '.heif', '.jp2', '.ppm', '.pgm'],
]);

/**
 * Lists a folder. Hidden files and folders are left out, and with them what macOS puts beside files (`._photo.jpg`,
 * `__MACOSX`, `.DS_Store`). Linked folders are followed.
 *
 * @param folder Path of the folder.
 */
export async function listFolder(folder: string): Promise<FolderFiles> {
  const files = (await walk(folder, new Set())).map((file) => relative(folder, file).split(sep).join('/')).sort();
  const has = (endings: ReadonlySet<string>) => (file: string) => endings.has(extname(file).toLowerCase());
  const isPhoto = has(PHOTO_ENDINGS);
  const isAnnotation = has(ANNOTATION_ENDINGS);
  const rest = files.filter((file) => file !== CONFIG_NAME);
  return {
    photos: rest.filter(isPhoto),
    annotations: rest.filter(isAnnotation),
    others: rest.filter((file) => !isPhoto(file) && !isAnnotation(file)),
  };
}

async function walk(folder: string, visited: Set<string>): Promise<string[]> {
  const real = await realpath(folder);
  if (visited.has(real)) return [];
  visited.add(real);
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === '__MACOSX' || entry.name === 'Thumbs.db') continue;
    const path = join(folder, entry.name);
    // A link may lead nowhere.
    const kind = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
    if (kind?.isDirectory()) files.push(...(await walk(path, visited)));
    else if (kind?.isFile()) files.push(path);
  }
  return files;
}
