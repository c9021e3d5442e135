import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import type { Face, FaceSet } from '../landmarks/face';
import { ibug68 } from '../landmarks/ibug68';
import { storedSize } from '../photos';
import { damaged, REPAIR } from './damaged';
import { parseDlibXml } from './dlib-xml';
import type { XmlFace } from './dlib-xml';
import { dataChecksum } from './download/checksum';
import { Malformed } from './malformed';

/** The two parts of the archive, with an annotation file each. */
export type Part300W = 'training' | 'test';

/** Name of the annotation file of each part. */
export const LABEL_FILES: Readonly<Record<Part300W, string>> = {
  training: 'labels_ibug_300W_train.xml',
  test: 'labels_ibug_300W_test.xml',
};

/**
 * Reads one part of iBUG 300-W in dlib's archive: photos of HELEN, LFPW, AFW and iBUG, each of them twice, the second
 * time mirrored (`_mirror`), with 68 landmarks and the box of dlib's face detector.
 *
 * The file's landmarks are indices of pixels; ours are continuous, hence half a pixel larger. Labels: `source` (afw,
 * helen, ibug, lfpw) and `mirrored` (yes, no). A group is a photo: its faces and their mirrored twins.
 *
 * Source: C. Sagonas et al., '300 faces In-the-wild challenge: Database and results', IMAVIS 2016.
 *
 * @param folder The folder with the annotation files.
 * @param part Which of the two parts to read.
 * @param options.generated Whether the faces are synthetic.
 * @returns The faces with 68 landmarks each, in the order of the annotation file.
 * @throws DataError naming the file (and line) that is missing or malformed.
 */
export async function read300W(folder: string, part: Part300W, { generated = false } = {}): Promise<FaceSet> {
  const labels = LABEL_FILES[part];
  const file = join(folder, labels);
  if (!existsSync(file)) throw damaged(file, 'there is no such file, so this is not iBUG 300-W');
  const entries = await readLabels(file);
  if (entries.length === 0) throw damaged(file, 'there are no faces in it');
  await checkPhotos(folder, file, entries);
  const seen = new Map<string, number>();
  const faces: Face[] = [];
  for (const entry of entries) {
    const name = withoutEnding(entry.photo);
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    faces.push(await toFace(folder, entry, number === 1 ? name : `${name}#${number}`));
  }
  const title = `iBUG 300-W, ${part} part`;
  return {
    title: generated ? `Synthetic faces annotated like ${title}` : title,
    landmarkSet: ibug68,
    faces,
    groupName: 'photo',
    generated,
    folder,
    checksum: await dataChecksum(folder, [labels], [...new Set(entries.map((entry) => entry.photo))]),
  };
}

/**
 * Reads an annotation file of the archive: every face in it has the 68 landmarks. Boxes marked `ignore` are left out.
 *
 * @param file Path of the XML file.
 * @throws DataError naming the file, the line and what is wrong.
 */
export async function readLabels(file: string): Promise<XmlFace[]> {
  const faces: XmlFace[] = [];
  const fail = (line: number, problem: string): never => {
    throw damaged(`${file}, line ${line}`, problem);
  };
  try {
    parseDlibXml(await readFile(file, 'latin1'), {
      problem: fail,
      face: (face) => {
        if (face.ignored) return;
        const unknown = [...face.parts.keys()].find((name) => !(Number(name) >= 0 && Number(name) < ibug68.count));
        if (unknown) fail(face.line, `the name of a part must be in 0..${ibug68.count - 1}; got ${unknown}`);
        if (face.parts.size !== ibug68.count) {
          fail(face.line, `a face in ${face.photo} must have ${ibug68.count} parts; got ${face.parts.size}`);
        }
        faces.push(face);
      },
    });
  } catch (error) {
    throw error instanceof Malformed ? damaged(`${file}, ${error.entry}`, error.problem, error) : error;
  }
  return faces;
}

function landmarksOf({ parts }: XmlFace): Float32Array {
  const landmarks = new Float32Array(2 * ibug68.count);
  for (const [name, [x, y]] of parts) landmarks.set([x + 0.5, y + 0.5], 2 * Number(name));
  return landmarks;
}

async function toFace(folder: string, entry: XmlFace, id: string): Promise<Face> {
  const photo = join(folder, entry.photo);
  const { width, height } = entry.size ?? (await storedSize(photo, REPAIR));
  const name = withoutEnding(entry.photo);
  return {
    id,
    photo,
    width,
    height,
    landmarks: landmarksOf(entry),
    box: entry.box,
    group: photoOf(name),
    labels: { source: entry.photo.split('/')[0]!, mirrored: name.endsWith('_mirror') ? 'yes' : 'no' },
  };
}

/**
 * The photo that a file is cropped from: the name without `_mirror` and without the face's number in the photo. The
 * four-digit number at the end of LFPW's names is the photo's own.
 */
const photoOf = (name: string): string => name.replace(/_mirror$/, '').replace(/_\d{1,2}$/, '');

const withoutEnding = (photo: string): string => photo.replace(/\.\w+$/, '');

/** Every photo must be in the folder. Listing the folder is much faster than looking for each of 6,666 photos. */
async function checkPhotos(folder: string, file: string, entries: readonly XmlFace[]): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const present = new Set(names.map((name) => name.replaceAll('\\', '/')));
  for (const { photo } of entries) {
    if (isAbsolute(photo) || normalize(photo).startsWith('..')) {
      throw damaged(file, `the photo ${photo} must be inside ${folder}`);
    }
    if (!present.has(normalize(photo))) throw damaged(file, `the photo ${photo} is missing`);
  }
}
