import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Face, FaceSet } from '../landmarks/face';
import { imm58 } from '../landmarks/imm58';
import { storedSize } from '../photos';
import { parseAsf } from './asf';
import type { AsfShape } from './asf';
import { damaged, REPAIR } from './damaged';
import { dataChecksum } from './download/checksum';
import { Malformed } from './malformed';

/** Faces in the complete database: 40 people in six poses. */
export const IMM_FACES = 240;

const POSES: Readonly<Record<string, string>> = {
  1: 'frontal, neutral',
  2: 'frontal, smiling',
  3: 'turned to the right', // the person's right, by about 30 degrees
  4: 'turned to the left',
  5: 'frontal, spot light from the left',
  6: 'free expression',
};

/**
 * Reads the IMM Face Database as it comes out of its archive: `PP-Vg.jpg` and `PP-Vg.asf` side by side for person PP,
 * pose V and sex g. Labels: `person`, `pose` and `sex`. A group is a person. The box is the whole photo, since the
 * database has none.
 *
 * Source: M. M. Nordstrøm, M. Larsen, J. Sierakowski, M. B. Stegmann, 'The IMM Face Database', DTU, 2004.
 *
 * @param folder The folder with the photos and annotations.
 * @param options.generated Whether the faces are synthetic.
 * @returns The faces with 58 landmarks each, in the order of their ids.
 * @throws DataError naming a file that is missing or malformed, has another number of landmarks, or names another photo.
 */
export async function readImm(folder: string, { generated = false } = {}): Promise<FaceSet> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.asf')).sort();
  if (names.length === 0) throw damaged(folder, 'there are no .asf files, so this is not the IMM Face Database');
  const faces = await Promise.all(names.map((name) => readFace(folder, name)));
  const photos = faces.map((face) => basename(face.photo));
  return {
    title: generated ? 'Synthetic faces annotated like the IMM Face Database' : 'IMM Face Database',
    landmarkSet: imm58,
    faces,
    groupName: 'person',
    generated,
    folder,
    checksum: await dataChecksum(folder, names, photos),
  };
}

async function readFace(folder: string, name: string): Promise<Face> {
  const file = join(folder, name);
  const [, id, person, pose, sex] = /^((\d\d)-([1-6])([mf]))\.asf$/.exec(name) ?? [];
  if (!id || !person || !pose) {
    throw damaged(file, 'the name must be like 01-1m.asf: person, pose 1 to 6, and m or f');
  }
  const { fractions, host } = await readShape(file);
  if (fractions.length !== 2 * imm58.count) {
    throw damaged(file, `expected ${imm58.count} landmarks; got ${fractions.length / 2}`);
  }
  if (host !== `${id}.jpg`) throw damaged(file, `the photo must be ${id}.jpg; got ${host}`);
  const photo = join(folder, host);
  const { width, height } = await storedSize(photo, REPAIR);
  return {
    id,
    photo,
    width,
    height,
    landmarks: Float32Array.from(fractions).map((value, i) => value * (i % 2 === 0 ? width : height)),
    box: { x: 0, y: 0, width, height },
    group: person,
    labels: { person, pose: POSES[pose]!, sex: sex === 'f' ? 'female' : 'male' },
  };
}

/** Reads an annotation whose landmarks are all inside the photo. */
async function readShape(file: string): Promise<AsfShape> {
  try {
    const shape = parseAsf(await readFile(file, 'latin1'));
    const outside = shape.fractions.findIndex((value) => value < 0 || value > 1);
    if (outside < 0) return shape;
    throw new Malformed('', `landmark ${outside >> 1} must be in 0..1; got ${shape.fractions[outside]!}`);
  } catch (error) {
    throw error instanceof Malformed ? damaged(file, error.message, error) : error;
  }
}
