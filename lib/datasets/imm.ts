import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { parseAsf } from './asf';
import { dataChecksum } from './download/checksum';
import type { Face, FaceSet } from '../landmarks/face';
import { imm58 } from '../landmarks/imm58';

/** Faces in the complete database: 40 people in six poses. */
export const immCount = 240;

const poses: Record<string, string> = {
  1: 'frontal, neutral',
  2: 'frontal, smiling',
  3: 'turned to the right', // the person's right, about 30 degrees
  4: 'turned to the left',
  5: 'frontal, spot light from the left',
  6: 'free expression',
};

/** The six poses of the database in words, in its order. */
export const immPoses: readonly string[] = Object.values(poses);

/**
 * Reads the IMM Face Database as it comes out of its archive: `PP-Vg.jpg` and `PP-Vg.asf` side by side, person PP,
 * pose V, sex g. The box is the whole photo, since the database has none.
 *
 * M. M. Nordstrøm, M. Larsen, J. Sierakowski, M. B. Stegmann, 'The IMM Face Database', DTU, 2004.
 *
 * @throws Error naming the file where one is missing, has another number of landmarks than 58, or names another photo
 */
export async function readImm(folder: string, { generated = false } = {}): Promise<FaceSet> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.asf')).sort();
  if (names.length === 0) throw new Error(`${folder}: no .asf files, so no IMM Face Database here.`);
  const faces = await Promise.all(names.map((name) => readFace(folder, name)));
  const photos = faces.map((face) => basename(face.photo));
  return {
    title: generated ? 'Generated faces, marked like the IMM Face Database' : 'IMM Face Database',
    landmarkSet: imm58,
    faces,
    generated,
    folder,
    checksum: await dataChecksum(folder, names, photos),
  };
}

async function readFace(folder: string, name: string): Promise<Face> {
  const file = join(folder, name);
  const [, id, person, pose, sex] = /^((\d\d)-([1-6])([mf]))\.asf$/.exec(name) ?? [];
  if (!id || !person || !pose) {
    throw new Error(`${file}: a name like 01-1m.asf is expected: person, pose 1 to 6, m or f.`);
  }
  const { fractions, photo } = parseAsf(await readFile(file, 'latin1'), file);
  if (fractions.length !== 2 * imm58.count) {
    throw new Error(`${file}: ${fractions.length / 2} landmarks, but the IMM Face Database has ${imm58.count}.`);
  }
  if (basename(photo) !== `${id}.jpg`) throw new Error(`${file}: it should belong to ${id}.jpg, not to ${photo}.`);
  const { width, height } = await photoSize(photo);
  return {
    id,
    photo,
    width,
    height,
    landmarks: fractions.map((value, i) => value * (i % 2 === 0 ? width : height)),
    box: { x: 0, y: 0, width, height },
    group: person,
    labels: { person, pose: poses[pose]!, sex: sex === 'f' ? 'female' : 'male' },
  };
}

async function photoSize(photo: string): Promise<{ width: number; height: number }> {
  try {
    return await sharp(photo).metadata();
  } catch (error) {
    throw new Error(
      `${photo}: not readable as a photo (${(error as Error).message}). Remove its folder to get it anew.`,
      { cause: error },
    );
  }
}
