import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { rollup } from 'd3-array';
import { DataError } from '../../errors';
import type { Box } from '../../geometry';
import type { FaceSet, Reading } from '../../landmarks/face';
import type { LandmarkSet } from '../../landmarks/landmark-set';
import { presentCount } from '../../landmarks/missing';
import { normalizers } from '../../landmarks/normalizers';
import { alignShapes } from '../../landmarks/shape';
import { dataChecksum } from '../download/checksum';
import { implausibleFaces } from '../gate/implausible';
import { photoRecords } from '../gate/photo-records';
import type { PhotoRecord } from '../gate/photo-records';
import { isStrict } from '../gate/reading';
import { readConfig } from './config';
import { decideCrop } from './crop';
import { landmarksOf, makeFaces, withoutRepeats } from './faces';
import { CONFIG_NAME, listFolder } from './files';
import { problemOf } from './found';
import { decideGroups } from './groups';
import { problemLine } from './own-data';
import type { OwnData, Problem, ReadingReport } from './own-data';
import { PhotoIndex } from './photo-index';
import { placePhotos } from './place-photos';
import type { Placed } from './place-photos';
import { Problems, readFiles } from './read-files';
import { chooseNames } from './scheme/landmark-names';
import { decideLandmarkSet } from './scheme/landmark-set';

/** How a folder is read. */
export interface OwnDataOptions {
  /** Stops at the first problem instead of reporting all of them; by default if `FACES_STRICT=1` is set. */
  readonly strict?: boolean;
  /** Called with the number of annotations whose photos were looked at, and of all annotations. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Loads somebody's own photos and landmarks from a folder. The formats of the annotations are recognized; what they do
 * not say is worked out, or is read from the file `landmarks.json` in the folder.
 *
 * @param folder Path of the folder; photos and annotations may be in folders within it.
 * @throws DataError when there is no such folder, no face in it could be read, `landmarks.json` is wrong, or, with
 *   `strict`, at the first problem.
 * @example const { set, report } = await loadOwnData('my-folder');
 */
export async function loadOwnData(folder: string, options: OwnDataOptions = {}): Promise<OwnData> {
  checkFolder(folder);
  const config = await readConfig(folder);
  const files = await listFolder(folder);
  const problems = new Problems(options.strict ?? isStrict());
  const content = await readFiles(
    files.annotations.map((name) => ({ name, path: join(folder, name) })),
    problems,
  );
  const index = new PhotoIndex(files.photos);
  const records = await photoRecords(folder, files.photos);
  const all = await placePhotos(content.found, folder, index, records, problems, options.onProgress);
  if (all.length === 0) throw noFaces(folder, files.annotations.length, problems);
  const chosen = chooseNames(
    all.map(({ found }) => found),
    content.names,
    config,
    folder,
  );
  chosen.problems.forEach((problem) => problems.add(problem));
  const kept = new Set(chosen.kept);
  const candidates = withPlausibleLandmarks(
    all.filter(({ found }) => kept.has(found)),
    chosen.keys,
    problems,
  );
  const coordinates = candidates.map((one) => landmarksOf(one, chosen.keys));
  const unique = withoutRepeats(candidates, coordinates);
  const [placed, landmarks] = [unique.map((i) => candidates[i]!), unique.map((i) => coordinates[i]!)];

  const shapes = alignShapes(landmarks);
  const name = config.title ?? basename(resolve(folder));
  const boxless = placed.map(({ found: { box, photo: reference }, photo, size }, i) => {
    return { photo, ...size, landmarks: landmarks[i]!, ...(box && { box }), ownPhoto: 'gray' in reference };
  });
  const crop = decideCrop(boxless, shapes?.mean ?? null, config, folder);
  const box = crop.crop === 'photo' ? 'photo' : 'box';
  const scheme = decideLandmarkSet({ chosen, edges: content.edges, landmarks, shapes, box, config, folder, name });
  const groups = decideGroups(
    placed.map(({ name: photo, found: { group } }) => ({ photo, ...(group !== undefined && { group }) })),
    config,
  );
  const lengths = lengthsOf(landmarks, crop.boxes, scheme.set);
  const faces = makeFaces({ placed, landmarks, boxes: crop.boxes, lengths, groups: groups.groups });
  const set: FaceSet = {
    title: name,
    landmarkSet: scheme.set,
    faces,
    groupName: groups.noun,
    generated: false,
    own: true,
    folder,
    remedy: `Replace it by an intact photo, and run \`npm run check-data -- ${folder}\`.`,
    checksum: await checksumOf(folder, files, records),
    reading: readingOf(faces.length, problems.sorted()),
  };
  const repeats = candidates.length - placed.length;
  const used = new Set(all.map((one) => one.name));
  return {
    set,
    crop: crop.crop,
    decisions: [...scheme.decisions, crop.decision, groups.decision],
    report: {
      formats: formatsOf(faces, content.files),
      photos: files.photos.length,
      withoutAnnotation: files.photos.filter((photo) => !used.has(photo)),
      landmarks: countLandmarks(landmarks),
      leftOut: [
        ...[...content.leftOut].map(([what, number]) => ({ what, number })),
        ...(repeats > 0 ? [{ what: 'annotations that are there twice', number: repeats }] : []),
      ],
      problems: problems.sorted(),
    },
  };
}

/** What each face's NME is measured in, in pixels: from all faces, since a part of them may lack the landmarks. */
function lengthsOf(landmarks: readonly Float32Array[], boxes: readonly Box[], set: LandmarkSet): ArrayLike<number> {
  if (set.normalizer.diagonal === 'face') return boxes.map(({ width, height }) => Math.hypot(width, height));
  return normalizers(
    landmarks.flatMap((one) => [...one]),
    set,
  );
}

/** Leaves out faces whose landmarks are at one point or far outside the photo. What shapes are usual is not known here. */
function withPlausibleLandmarks(placed: readonly Placed[], keys: readonly string[], problems: Problems): Placed[] {
  const judged = placed.map((one) => {
    const whole = { x: 0, y: 0, ...one.size };
    return { landmarks: landmarksOf(one, keys), ...one.size, box: one.found.box ?? whole };
  });
  const faults = implausibleFaces(judged, { shapes: false });
  return placed.filter(({ found }, i) => {
    const fault = faults.get(i);
    if (fault) problems.add(problemOf(found.file, found.entry, fault.problem));
    return !fault;
  });
}

/** What reports say of the reading: an entry that could not be read counts as one face. */
const readingOf = (read: number, problems: readonly Problem[]): Reading => ({
  read,
  expected: read + problems.length,
  findings: problems.map((problem) => ({ kind: 'left out', ...problem })),
});

function checkFolder(folder: string): void {
  if (!existsSync(folder)) throw new DataError(`${folder}: there is no such folder. Check the path.`);
  if (!statSync(folder).isDirectory()) throw new DataError(`${folder}: this is a file. Give the folder that it is in.`);
}

function noFaces(folder: string, annotations: number, problems: Problems): DataError {
  const formats = 'imglab XML, CVAT XML, COCO or LabelMe JSON, CSV, .pts or .asf';
  if (annotations === 0) {
    return new DataError(`${folder}: there are no annotations in it. Put them beside the photos: ${formats}.`);
  }
  const list = problems.sorted();
  const lines = list.slice(0, 10).map(problemLine);
  const more = list.length > 10 ? [`... and ${list.length - 10} more.`] : [];
  return new DataError([`${folder}: nothing in it could be used.`, ...lines, ...more].join('\n'));
}

async function checksumOf(
  folder: string,
  { annotations }: Awaited<ReturnType<typeof listFolder>>,
  records: ReadonlyMap<string, PhotoRecord>,
): Promise<string> {
  const config = existsSync(join(folder, CONFIG_NAME)) ? [CONFIG_NAME] : [];
  return dataChecksum(
    folder,
    [...annotations, ...config],
    new Map([...records].map(([name, { sha256 }]) => [name, sha256])),
  );
}

function formatsOf(faces: FaceSet['faces'], files: ReadonlyMap<string, number>): ReadingReport['formats'] {
  const counts = rollup(
    faces,
    (ones) => ones.length,
    ({ labels }) => labels.format!,
  );
  return [...files]
    .map(([format, number]) => ({ format, files: number, faces: counts.get(format) ?? 0 }))
    .sort((a, b) => b.faces - a.faces);
}

function countLandmarks(landmarks: readonly Float32Array[]): ReadingReport['landmarks'] {
  const present = landmarks.reduce((sum, one) => sum + presentCount(one), 0);
  const all = landmarks.reduce((sum, one) => sum + one.length / 2, 0);
  return { present, missing: all - present };
}
