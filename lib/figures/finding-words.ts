import type { Finding, FindingKind } from '../datasets/check/finding';
import type { Explanation } from '../datasets/check/odd-shapes';
import { count, fixed } from '../format';
import type { FaceSet } from '../landmarks/face';
import { subjectOf } from '../landmarks/landmark-set';
import type { LandmarkSet } from '../landmarks/landmark-set';

/** Heading, and what to do, for each kind of finding. */
export const FINDING_KINDS: Readonly<Record<FindingKind, { readonly title: string; readonly advice: string }>> = {
  outside: {
    title: 'Landmarks outside their photo',
    advice:
      'The annotation may belong to another photo, or to this one in another size. If a program wrote these coordinates ' +
      'for missing landmarks, leave the landmarks out.',
  },
  'odd shape': {
    title: 'Landmarks that may be swapped or misplaced',
    advice:
      'These landmarks are not where the other landmarks suggest. An unusual pose or expression may be right; ' +
      'a network that is trained on wrong ones learns them.',
  },
  'mirror pair': {
    title: 'Mirror pairs that do not mirror each other',
    advice:
      'In the mean shape these landmarks are not each other’s mirror image. Flipped photos would teach the network wrong ' +
      'places: correct "mirror" in landmarks.json, or set it to false.',
  },
  box: {
    title: 'Boxes far from their landmarks',
    advice: 'The network would not see these landmarks, or only small. Draw the boxes as the others are drawn.',
  },
  'same photo': {
    title: 'Photos that are there twice',
    advice: 'These files have the same content. Keep one of each, and check that its landmarks are the right ones.',
  },
  'similar photos': {
    title: 'Photos that look the same',
    advice:
      'These photos are in different groups, so that one of them can be trained on while the other is held out. Remove ' +
      'one, or put them into one group.',
  },
  'rare landmark': {
    title: 'Rare landmarks',
    advice: 'Check the names. A network cannot learn a landmark that it hardly ever sees.',
  },
};

/** The faces of a finding that a picture shows, by their numbers in the set. */
export function facesOf(finding: Finding, { faces }: Pick<FaceSet, 'faces'>): readonly number[] {
  if ('face' in finding) return [finding.face];
  if ('faces' in finding) return finding.faces;
  const has = (landmarks: Float32Array, i: number) => !Number.isNaN(landmarks[2 * i]);
  const both = faces.findIndex(({ landmarks }) => finding.pair.every((i) => has(landmarks, i)));
  return both >= 0 ? [both] : [];
}

/** The landmarks that a finding is about. */
export function landmarksOf(finding: Finding): readonly number[] {
  switch (finding.kind) {
    case 'outside':
      return finding.landmarks;
    case 'odd shape':
      return explained(finding.explanation);
    case 'mirror pair':
      return finding.pair;
    case 'rare landmark':
      return [finding.landmark];
    default:
      return [];
  }
}

function explained(explanation: Explanation): readonly number[] {
  switch (explanation.kind) {
    case 'swapped':
      return explanation.cycles.flat();
    case 'displaced':
      return [explanation.landmark];
    case 'unknown':
      return explanation.landmarks;
    default:
      return [];
  }
}

/** A finding in one line: `06-5m: landmarks 13 and 17 seem to be swapped.` */
export function findingLine(finding: Finding, set: Pick<FaceSet, 'faces' | 'landmarkSet'>): string {
  const [place, text] = [placeOf(finding, set), findingText(finding, set)];
  const line = place ? `${place}: ${text}` : `${text[0]!.toUpperCase()}${text.slice(1)}`;
  return line.endsWith('?') ? line : `${line}.`;
}

/** The photos that a finding is about, by the ids of their faces; empty if it is about all. */
function placeOf(finding: Finding, set: Pick<FaceSet, 'faces'>): string {
  if (finding.kind === 'mirror pair' || finding.kind === 'rare landmark') return '';
  return facesOf(finding, set)
    .map((face) => set.faces[face]!.id)
    .join(' and ');
}

/** What may be wrong, as a clause without its period: `landmarks 13 and 17 seem to be swapped`. */
export function findingText(finding: Finding, { faces, landmarkSet }: Pick<FaceSet, 'faces' | 'landmarkSet'>): string {
  const name = (i: number): string => landmarkName(i, landmarkSet);
  switch (finding.kind) {
    case 'outside': {
      const { landmarks, distance } = finding;
      const [one, which] = [landmarks.length === 1, landmarksText(landmarks, landmarkSet)];
      if (distance === 0) return `${which} ${one ? 'is' : 'are'} at the photo's upper left corner`;
      return `${which} ${one ? 'is' : 'are up to'} ${fixed(distance, 0)} px outside the photo`;
    }
    case 'odd shape':
      return explanationText(finding.explanation, landmarkSet);
    case 'mirror pair': {
      const [a, b] = finding.pair;
      if (a === b) return `${name(a)} is in no mirror pair, but it is not on the axis`;
      return `${name(a)} and ${name(b)} do not mirror each other`;
    }
    case 'box':
      return 'the box is not around the landmarks as other boxes are';
    case 'same photo':
      return 'the files have the same content';
    case 'similar photos':
      return `the photos look the same${finding.mirrored ? ', one mirrored' : ''}`;
    case 'rare landmark': {
      const { landmark, faces: having, similar } = finding;
      const number = `${fixed(having.length, 0)} of ${count(faces.length, subjectOf(landmarkSet))} ${having.length === 1 ? 'has' : 'have'}`;
      return `only ${number} ${name(landmark)}${similar === null ? '' : `; is it ${name(similar)}?`}`;
    }
  }
}

function explanationText(explanation: Explanation, set: LandmarkSet): string {
  switch (explanation.kind) {
    case 'swapped': {
      const { cycles } = explanation;
      const order = cycles.every(({ length }) => length === 2) ? 'swapped' : 'in another order';
      const list = cycles.map((cycle) => landmarksText(cycle, { ...set, names: set.names ?? numbers(set) }));
      return `${set.names ? '' : 'landmarks '}${list.join(', ')} seem to be ${order}`;
    }
    case 'mirrored':
      return 'left and right seem to be swapped in all landmarks';
    case 'displaced':
      return `${landmarkName(explanation.landmark, set)} is ${fixed(explanation.distance, 0)} px from where the other landmarks suggest`;
    case 'unknown':
      return `the shape is far from all others; worst: ${landmarksText(explanation.landmarks, set)}`;
  }
}

const numbers = ({ count: total }: LandmarkSet): string[] => Array.from({ length: total }, (_, i) => String(i));

const landmarkName = (i: number, { names }: LandmarkSet): string => names?.[i] ?? `landmark ${i}`;

/** `landmark 3`, `landmarks 3, 4 and 5`, `left_eye and right_eye`. */
function landmarksText(landmarks: readonly number[], { names }: Pick<LandmarkSet, 'names'>): string {
  const shown = landmarks.slice(0, 6).map((i) => names?.[i] ?? String(i));
  const more = landmarks.length > 6 ? [`${landmarks.length - 6} more`] : [];
  const list = [...shown, ...more].join(', ').replace(/, ([^,]*)$/, ' and $1');
  return names ? list : `${landmarks.length === 1 ? 'landmark' : 'landmarks'} ${list}`;
}
