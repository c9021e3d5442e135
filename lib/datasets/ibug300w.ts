import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import type { Size } from '../geometry';
import type { Face, FaceSet, Finding } from '../landmarks/face';
import { ibug68 } from '../landmarks/ibug68';
import { damaged, REPAIR } from './damaged';
import { parseDlibXml } from './dlib-xml';
import type { XmlFace } from './dlib-xml';
import { passGate } from './gate/gate';
import { photoRecords } from './gate/photo-records';
import { Malformed } from './malformed';
import { readText } from './text';

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
 * @returns The faces with 68 landmarks each, in the order of the annotation file. Entries and photos that cannot be right
 *   are left out; they are in the set's `reading`, and a notice names them.
 * @throws DataError when there is no such file, it is not XML, or there is no face to read; if `FACES_STRICT` is set, at
 *   the first entry that is left out.
 */
export async function read300W(folder: string, part: Part300W, { generated = false } = {}): Promise<FaceSet> {
  const labels = LABEL_FILES[part];
  const file = join(folder, labels);
  if (!existsSync(file)) throw damaged(file, 'there is no such file, so this is not iBUG 300-W');
  const { faces: entries, problems } = await readLabels(file);
  if (entries.length + problems.length === 0) throw damaged(file, 'there are no faces in it');
  const findings = problems.map(({ line, problem }) => leftOut(`${labels}, line ${line}`, problem));
  const present = await photosIn(folder);
  const named = entries.flatMap((entry) => {
    const photo = present.find(entry.photo);
    if (photo === undefined) findings.push(leftOut(`${labels}, line ${entry.line}`, missingProblem(entry.photo)));
    return photo === undefined ? [] : [{ entry, photo }];
  });
  const records = await photoRecords(
    folder,
    named.map(({ photo }) => photo),
  );
  const seen = new Map<string, number>();
  const faces = named.flatMap(({ entry, photo }) => {
    const size = entry.size ?? records.get(photo)!.stored;
    const name = withoutEnding(photo);
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return [toFace(folder, { entry, photo, size }, number === 1 ? name : `${name}#${number}`)];
  });
  const title = `iBUG 300-W, ${part} part`;
  return passGate({
    set: {
      title: generated ? `Synthetic faces annotated like ${title}` : title,
      landmarkSet: ibug68,
      faces,
      groupName: 'photo',
      generated,
      folder,
    },
    records,
    annotations: [labels],
    expected: entries.length + problems.length,
    findings,
    remedy: REPAIR,
  });
}

const leftOut = (place: string, problem: string): Finding => ({ kind: 'left out', place, problem, remedy: REPAIR });

/** What an annotation file holds. */
interface Labels {
  readonly faces: readonly XmlFace[];
  /** What is wrong with the other entries, as clauses. */
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
}

/**
 * Reads an annotation file of the archive: every face in it has the 68 landmarks. Boxes marked `ignore` are left out.
 *
 * @param file Path of the XML file.
 * @throws DataError naming the file, the line and what is wrong when it is not well-formed XML.
 */
export async function readLabels(file: string): Promise<Labels> {
  const faces: XmlFace[] = [];
  const problems: { line: number; problem: string }[] = [];
  try {
    parseDlibXml(await readText(file), {
      problem: (line, problem) => problems.push({ line, problem }),
      face: (face) => {
        if (face.ignored) return;
        const problem = partsProblem(face);
        if (problem === undefined) faces.push(face);
        else problems.push({ line: face.line, problem });
      },
    });
  } catch (error) {
    throw error instanceof Malformed ? damaged(`${file}, ${error.entry}`, error.problem, error) : error;
  }
  return { faces, problems };
}

function partsProblem({ parts, photo }: XmlFace): string | undefined {
  const unknown = [...parts.keys()].find((name) => !(/^\d+$/.test(name) && Number(name) < ibug68.count));
  if (unknown !== undefined) return `the name of a part must be in 0..${ibug68.count - 1}; got ${unknown}`;
  const different = new Set([...parts.keys()].map(Number)).size;
  if (different === ibug68.count) return undefined;
  return `a face in ${photo} must have ${ibug68.count} parts; got ${different}`;
}

function landmarksOf({ parts }: XmlFace): Float32Array {
  const landmarks = new Float32Array(2 * ibug68.count);
  for (const [name, [x, y]] of parts) landmarks.set([x + 0.5, y + 0.5], 2 * Number(name));
  return landmarks;
}

/** An entry with its photo as it is in the folder, and the photo's size. */
interface Placed {
  readonly entry: XmlFace;
  readonly photo: string;
  readonly size: Size;
}

function toFace(folder: string, { entry, photo, size }: Placed, id: string): Face {
  const name = withoutEnding(photo);
  return {
    id,
    photo: join(folder, photo),
    width: size.width,
    height: size.height,
    landmarks: landmarksOf(entry),
    box: entry.box,
    group: photoOf(name),
    labels: { source: photo.split('/')[0]!, mirrored: name.endsWith('_mirror') ? 'yes' : 'no' },
  };
}

/**
 * The photo that a file is cropped from: the name without `_mirror` and without the face's number in the photo. The
 * four-digit number at the end of LFPW's names is the photo's own.
 */
const photoOf = (name: string): string => name.replace(/_mirror$/, '').replace(/_\d{1,2}$/, '');

const withoutEnding = (photo: string): string => photo.replace(/\.\w+$/, '');

/** The photos of the folder. Listing it is much faster than looking for each of 6,666 photos. */
async function photosIn(folder: string): Promise<{ find(written: string): string | undefined }> {
  const names = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const exact = new Set(names);
  const byCase = new Map(names.map((name) => [name.normalize('NFC').toLowerCase(), name]));
  return {
    // Some programs write paths with backslashes, and some systems change the case of endings.
    find(written) {
      const name = normalize(written.replaceAll('\\', '/'));
      return exact.has(name) ? name : byCase.get(name.normalize('NFC').toLowerCase());
    },
  };
}

function missingProblem(photo: string): string {
  const path = normalize(photo.replaceAll('\\', '/'));
  const isOutside = isAbsolute(path) || path.startsWith('..');
  return isOutside ? `the photo ${photo} must be inside the folder` : `the photo ${photo} is missing`;
}
