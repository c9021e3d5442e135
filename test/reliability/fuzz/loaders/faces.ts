import type { FaceSet } from '../../../../lib/landmarks/face';
import type { Read } from '../judge';

/** No coordinate is farther from its photo than this, in pixels. */
const FARTHEST = 1e5;

/** A set of faces as a loader's result. */
export function readSet(set: FaceSet, doubts: number): Read {
  const faces = set.faces.map(({ id, landmarks, box, group, width, height }) => {
    return { id, landmarks: [...landmarks], box, group, width, height };
  });
  const { name, count, mirror, parts, symmetric, normalizer } = set.landmarkSet;
  return {
    value: { faces, landmarks: { name, count, mirror, parts, symmetric, normalizer }, title: set.title },
    doubts,
    impossible: impossible(set),
  };
}

function impossible({ faces, landmarkSet: { count } }: FaceSet): string | undefined {
  if (faces.length === 0) return 'there are no faces';
  for (const { id, landmarks, box, width, height } of faces) {
    if (landmarks.length !== 2 * count) return `${id} has ${landmarks.length} coordinates`;
    for (let i = 0; i < landmarks.length; i += 2) {
      const [x, y] = [landmarks[i]!, landmarks[i + 1]!];
      const isMissing = Number.isNaN(x) && Number.isNaN(y);
      if (!isMissing && !(Math.max(Math.abs(x), Math.abs(y)) < FARTHEST)) return `${id} has the landmark ${x}, ${y}`;
    }
    const sides = [box.width, box.height, width, height];
    if (!sides.every((side) => side > 0 && side < FARTHEST)) return `${id} has the sizes ${sides.join(', ')}`;
    if (!(Math.max(Math.abs(box.x), Math.abs(box.y)) < FARTHEST)) return `${id} has its box at ${box.x}, ${box.y}`;
  }
  return undefined;
}
