import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import sharp from 'sharp';
import { dataChecksum } from './download/checksum';
import { readDlibXml, type XmlFace } from './dlib-xml';
import type { Face, FaceSet } from '../landmarks/face';
import { ibug68 } from '../landmarks/ibug68';

/** The two files of annotations in the archive. */
export type Part300W = 'training' | 'test';

/** Name of a part's annotation file. */
export const labelsFile = (part: Part300W): string => `labels_ibug_300W_${part === 'training' ? 'train' : 'test'}.xml`;

/**
 * Reads one part of iBUG 300-W in dlib's archive: photos of HELEN, LFPW, AFW and iBUG, each twice, the second time
 * mirrored (`_mirror`), with 68 landmarks and the box of dlib's face detector.
 *
 * Landmarks are indices of pixels in the file and continuous here, hence half a pixel more. Labels: `source` (afw, helen,
 * ibug, lfpw) and `mirrored` (yes, no). A group is a photo: its faces and their mirrored twins.
 *
 * C. Sagonas et al., '300 faces In-the-wild challenge: Database and results', IMAVIS 2016.
 *
 * @throws Error naming the file (and line) where one is missing or malformed
 */
export async function read300W(folder: string, part: Part300W, { generated = false } = {}): Promise<FaceSet> {
  const file = join(folder, labelsFile(part));
  if (!existsSync(file)) throw new Error(`${file} is missing, so no iBUG 300-W here.`);
  const entries = await readDlibXml(file, ibug68.count);
  if (entries.length === 0) throw new Error(`${file}: no faces in it.`);
  await checkPhotos(folder, file, entries);
  const seen = new Map<string, number>();
  const faces: Face[] = [];
  for (const entry of entries) {
    const name = entry.photo.replace(/\.\w+$/, '');
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    faces.push(await toFace(folder, entry, number === 1 ? name : `${name}#${number}`));
  }
  const of = `iBUG 300-W, ${part} part`;
  return {
    title: generated ? `Generated faces, marked like ${of}` : of,
    landmarkSet: ibug68,
    faces,
    generated,
    folder,
    checksum: await dataChecksum(folder, [labelsFile(part)], [...new Set(entries.map((entry) => entry.photo))]),
  };
}

/**
 * The photo that a file shows a face of: without `_mirror` and without the face's number in the photo. LFPW's names
 * end with a number of four digits that is the photo's own.
 */
export const photoGroup = (name: string): string => name.replace(/_mirror$/, '').replace(/_\d{1,2}$/, '');

async function toFace(folder: string, entry: XmlFace, id: string): Promise<Face> {
  const photo = join(folder, entry.photo);
  const { width, height } = entry.width && entry.height ? entry : await sharp(photo).metadata();
  const name = entry.photo.replace(/\.\w+$/, '');
  return {
    id,
    photo,
    width: width!,
    height: height!,
    landmarks: entry.parts.map((index) => index + 0.5),
    box: entry.box,
    group: photoGroup(name),
    labels: { source: entry.photo.split('/')[0]!, mirrored: name.endsWith('_mirror') ? 'yes' : 'no' },
  };
}

/** Every photo must lie in the folder. Listing the folders is much faster than asking for each of 6666 photos. */
async function checkPhotos(folder: string, file: string, entries: readonly XmlFace[]): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const there = new Set(names.map((name) => name.replaceAll('\\', '/')));
  for (const { photo } of entries) {
    if (isAbsolute(photo) || normalize(photo).startsWith('..'))
      throw new Error(`${file}: ${photo} is outside ${folder}.`);
    if (!there.has(normalize(photo))) throw new Error(`${file}: the photo ${photo} is missing.`);
  }
}
