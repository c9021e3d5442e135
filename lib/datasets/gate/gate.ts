import { relative, sep } from 'node:path';
import { DataError } from '../../errors';
import { iou } from '../../geometry';
import type { Box } from '../../geometry';
import type { Face, FaceSet, Finding } from '../../landmarks/face';
import { presentLandmarks } from '../../landmarks/missing';
import { notice } from '../../notices';
import { dataChecksum } from '../download/checksum';
import { implausibleFaces, mirroredSet } from './implausible';
import type { PhotoRecord } from './photo-records';
import { findingLine, isStrict, readingNotice } from './reading';

/** What a loader has found before the gate. */
export interface Arrivals {
  /** The faces as their annotations describe them. */
  readonly set: Omit<FaceSet, 'checksum' | 'reading'>;
  /** The photos by their paths relative to the set's folder. */
  readonly records: ReadonlyMap<string, PhotoRecord>;
  /** Annotation files, relative to the set's folder. */
  readonly annotations: readonly string[];
  /** Faces that there should be. */
  readonly expected: number;
  /** What the loader has left out or doubts. */
  readonly findings: readonly Finding[];
  /** What to do about a file that is left out, as a sentence. */
  readonly remedy: string;
  /** Checksum of the set as it is known, once it is complete. */
  readonly known?: string;
}

/**
 * The gate that every data set passes: photos are read completely, landmarks and boxes are judged, and what cannot be right
 * is left out. A notice tells each file that was left out or is in doubt, and how many faces were read of how many.
 *
 * @returns The set without the faces that were left out, with its checksum and the findings.
 * @throws DataError when no face is left, when x and y are swapped in all faces, or, if `FACES_STRICT` is set, for the first
 *   finding.
 */
export async function passGate(arrivals: Arrivals): Promise<FaceSet> {
  const { set, records, annotations, expected, remedy, known } = arrivals;
  const findings = [...arrivals.findings];
  const nameOf = ({ photo }: Face): string => relative(set.folder, photo).split(sep).join('/');
  const note = (kind: Finding['kind'], place: string, problem: string): void => {
    if (!findings.some((one) => one.place === place && one.problem === problem)) {
      findings.push({ kind, place, problem, remedy });
    }
  };
  const leaveOut = (faces: readonly Face[], problemOf: (face: Face, i: number) => string | undefined): Face[] =>
    faces.filter((face, i) => {
      const problem = problemOf(face, i);
      if (problem !== undefined) note('left out', nameOf(face), problem);
      return problem === undefined;
    });

  const intact = leaveOut(set.faces, (face) => photoProblemOf(face, records.get(nameOf(face))!));
  const faults = implausibleFaces(intact);
  intact.forEach((face, i) => {
    const fault = faults.get(i);
    if (fault?.kind === 'doubtful') note('doubtful', nameOf(face), fault.problem);
  });
  const plausible = leaveOut(intact, (_, i) => {
    const fault = faults.get(i);
    return fault?.kind === 'left out' ? fault.problem : undefined;
  });
  const faces = leaveOut(plausible, repeats(set, nameOf, records));

  const checksum = await dataChecksum(
    set.folder,
    annotations,
    new Map([...records].map(([name, { sha256 }]) => [name, sha256])),
  );
  if (known !== undefined && faces.length === expected && findings.length === 0 && checksum !== known) {
    note('doubtful', '.', 'the files differ from those of the original');
  }
  if (isStrict() && findings[0]) throw new DataError(`${set.folder}: ${findingLine(findings[0])}`);
  if (faces.length === 0) {
    const lines = findings.slice(0, 10).map(findingLine);
    throw new DataError([`${set.folder}: no face could be read. ${remedy}`, ...lines].join('\n'));
  }
  const mirrored = mirroredSet(faces, set.landmarkSet);
  if (mirrored !== undefined) throw new DataError(`${set.folder}: ${mirrored} ${remedy}`);
  const checked = { ...set, faces, checksum, reading: { read: faces.length, expected, findings } };
  const text = readingNotice(checked);
  if (text) notice(text);
  return checked;
}

function photoProblemOf({ width, height }: Face, { fault, stored }: PhotoRecord): string | undefined {
  if (fault !== undefined) return fault;
  if (stored.width === width && stored.height === height) return undefined;
  return `${stored.width} x ${stored.height} pixels, but its annotation states ${width} x ${height}`;
}

/**
 * Finds faces that are annotated twice, in one photo or in a copy of it under another name. Where a group is a photo, its
 * faces may have a copy each, as in 300-W.
 */
function repeats(
  { groupName }: Pick<FaceSet, 'groupName'>,
  nameOf: (face: Face) => string,
  records: ReadonlyMap<string, PhotoRecord>,
) {
  const isCopy = (a: Face, b: Face): boolean => groupName === 'photo' && a.group === b.group && nameOf(a) !== nameOf(b);
  const seen = new Map<string, Face[]>();
  return (face: Face): string | undefined => {
    const { sha256 } = records.get(nameOf(face))!;
    const others = seen.get(sha256) ?? [];
    seen.set(sha256, [...others, face]);
    const again = others.find(
      (other) => !isCopy(other, face) && iou(hullOf(other.landmarks), hullOf(face.landmarks)) > SAME_FACE,
    );
    if (again === undefined) return undefined;
    const first = nameOf(again);
    return first === nameOf(face) ? 'the same face is annotated twice' : `this is the same photo as ${first}`;
  };
}

/** Two faces of one photo overlap less than this. */
const SAME_FACE = 0.5;

/** The box around all landmarks. */
function hullOf(landmarks: Float32Array): Box {
  const [xs, ys] = [0, 1].map((axis) => presentLandmarks(landmarks).map((i) => landmarks[2 * i + axis]!));
  const [x, y] = [Math.min(...xs!), Math.min(...ys!)];
  return { x, y, width: Math.max(...xs!) - x, height: Math.max(...ys!) - y };
}
