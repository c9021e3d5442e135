import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Face, FaceSet, Finding } from '../landmarks/face';
import { imm58 } from '../landmarks/imm58';
import { fileProblem } from '../system/file-errors.mjs';
import { parseAsf } from './asf';
import type { AsfShape } from './asf';
import { damaged, REPAIR } from './damaged';
import { passGate } from './gate/gate';
import { photoRecords } from './gate/photo-records';
import type { PhotoRecord } from './gate/photo-records';
import { Malformed } from './malformed';
import { readText } from './text';

/** Faces in the complete database: 40 people in six poses. */
export const IMM_FACES = 240;

/** Checksum of the complete database, see `dataChecksum`. */
const KNOWN = '8885bfb046e7f25d6015bbe04f60e823d019d26db0b9fbe93751ed1d99c94f5e';

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
 * @returns The faces with 58 landmarks each, in the order of their ids. Files that cannot be right are left out; they are
 *   in the set's `reading`, and a notice names them.
 * @throws DataError when there is no face to read; if `FACES_STRICT` is set, at the first file that is left out.
 */
export async function readImm(folder: string, { generated = false } = {}): Promise<FaceSet> {
  const all = (await readdir(folder).catch(() => [])).filter((name) => !isCompanion(name)).sort();
  const annotations = all.filter((name) => /\.asf$/i.test(name));
  const photos = all.filter((name) => /\.jpe?g$/i.test(name));
  if (annotations.length === 0) throw damaged(folder, 'there are no .asf files, so this is not the IMM Face Database');
  const records = await photoRecords(folder, photos);
  const findings: Finding[] = [];
  const leaveOut = (place: string, problem: string, remedy = REPAIR): void => {
    findings.push({ kind: 'left out', place, problem, remedy });
  };
  const faces: Face[] = [];
  const used = new Set<string>();
  for (const name of annotations) {
    try {
      const face = await readFace(folder, name, photos, records);
      faces.push(face.face);
      used.add(face.photo);
    } catch (error) {
      const problem = error instanceof Malformed ? error.problem : fileProblem(error);
      if (problem === undefined) throw error;
      leaveOut(name, problem);
      used.add(photoNamed(`${stemOf(name)}.jpg`, photos) ?? '');
    }
  }
  for (const photo of photos.filter((name) => !used.has(name))) {
    leaveOut(photo, 'this photo has no annotation', `Put ${stemOf(photo)}.asf beside it, or remove the photo.`);
  }
  return passGate({
    set: {
      title: generated ? 'Synthetic faces annotated like the IMM Face Database' : 'IMM Face Database',
      landmarkSet: imm58,
      faces,
      groupName: 'person',
      generated,
      folder,
    },
    records,
    annotations,
    expected: Math.max(IMM_FACES, annotations.length),
    findings,
    remedy: REPAIR,
    ...(!generated && { known: KNOWN }),
  });
}

/** Whether macOS or Windows has put a file beside others. */
const isCompanion = (name: string): boolean => name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name);

const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '');

/** A photo by its name, whose case may have changed on the way. */
const photoNamed = (wanted: string, photos: readonly string[]): string | undefined =>
  photos.find((name) => name === wanted) ?? photos.find((name) => name.toLowerCase() === wanted.toLowerCase());

/** Reads one face. @throws Malformed when the annotation or its name is wrong, or its photo is missing or unreadable. */
async function readFace(
  folder: string,
  name: string,
  photos: readonly string[],
  records: ReadonlyMap<string, PhotoRecord>,
): Promise<{ face: Face; photo: string }> {
  const [, id, person, pose, sex] = /^((\d\d)-([1-6])([mf]))\.asf$/i.exec(name) ?? [];
  if (!id || !person || !pose) {
    throw new Malformed('', 'the name must be like 01-1m.asf: person, pose 1 to 6, and m or f');
  }
  const { fractions, host } = await readShape(join(folder, name));
  if (fractions.length !== 2 * imm58.count) {
    throw new Malformed('', `expected ${imm58.count} landmarks; got ${fractions.length / 2}`);
  }
  if (host.toLowerCase() !== `${id}.jpg`.toLowerCase()) {
    throw new Malformed('', `the photo must be ${id}.jpg; got ${host}`);
  }
  const photo = photoNamed(host, photos);
  if (photo === undefined) throw new Malformed('', `its photo ${host} is not in the folder`);
  const { stored: size, fault } = records.get(photo)!;
  if (size.width === 0) throw new Malformed('', `its photo ${photo} is unreadable: ${fault}`);
  const face = {
    id: id.toLowerCase(),
    photo: join(folder, photo),
    ...size,
    landmarks: Float32Array.from(fractions).map((value, i) => value * (i % 2 === 0 ? size.width : size.height)),
    box: { x: 0, y: 0, ...size },
    group: person,
    labels: { person, pose: POSES[pose]!, sex: sex!.toLowerCase() === 'f' ? 'female' : 'male' },
  };
  return { face, photo };
}

/** Reads an annotation whose landmarks are all inside the photo. */
async function readShape(file: string): Promise<AsfShape> {
  const shape = parseAsf(await readText(file));
  const outside = shape.fractions.findIndex((value) => value < 0 || value > 1);
  if (outside < 0) return shape;
  throw new Malformed('', `landmark ${outside >> 1} must be in 0..1; got ${shape.fractions[outside]!}`);
}
