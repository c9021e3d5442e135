import type { Size } from '../geometry';
import { distinct, facesIn } from './face-search';
import type { FoundFace, Look, Square, Turn } from './face-search';
import { DETECTOR_SIDE } from './fused/detector';
import { mayHaveSmallFaces, overlappingParts } from './small-faces';

/**
 * Confidence from which on a face is upright: 40 of 44 upright test photos of 300-W have such a face, and 1 of 24 that were
 * laid on their side.
 */
const SURE = 0.97;

/** Confidence that a face must have that only a further look shows: these see more that is none. */
const CONFIRMED = 0.5;

/** Confidence that a face on its side must have. */
const CONFIRMED_SIDEWAYS = 0.8;

/** Side of the square around the whole photo, without and with a border: with one, faces are found that fill the photo. */
const BORDER = 1.5;

/** Where that has shown nothing to be believed. */
const WIDE_BORDER = 2.5;

/**
 * Looks again at a photo in which the first look has found no face for sure, or only small ones: at its parts, with a
 * border around it, and sideways. The detector finds no face that nearly fills its input and none of a few pixels, and
 * takes faces on their side for upright ones, with less confidence.
 *
 * @param photo Its size in pixels, upright.
 * @param first What the first look has found in the whole photo.
 * @param look Runs the detector.
 * @returns All faces, the most confident first; either all upright or all on the same side.
 */
export async function lookFurther(photo: Size, first: readonly FoundFace[], look: Look): Promise<FoundFace[]> {
  const longest = Math.max(photo.width, photo.height);
  const see = (part: Square): Promise<FoundFace[]> => facesIn(part, DETECTOR_SIDE, look);
  const whole = (turn: Turn, border: number): Promise<FoundFace[]> =>
    see({ x: photo.width / 2, y: photo.height / 2, side: border * longest, turn });

  let upright = distinct(first);
  if (longest > DETECTOR_SIDE && mayHaveSmallFaces(photo, upright)) {
    for (const part of overlappingParts(photo))
      upright = distinct([...upright, ...believed(await see({ ...part, turn: 0 }))]);
  }
  if (best(upright) >= SURE) return upright;

  const bordered = await whole(0, BORDER);
  let found = {
    turn: 0 as Turn,
    faces: distinct([...upright, ...believed(bordered)]),
    score: best(first) + best(bordered),
  };
  for (const turn of [90, -90] as const) {
    const plain = await whole(turn, 1);
    // The next look adds 1 at most.
    if (best(plain) + 1 <= found.score) continue;
    const looks = [plain, await whole(turn, BORDER)];
    const score = looks.reduce((sum, faces) => sum + best(faces), 0);
    const faces = distinct(believed(looks.flat(), CONFIRMED_SIDEWAYS));
    if (score > found.score && faces.length > 0) found = { turn, faces, score };
  }
  if (best(found.faces) >= CONFIRMED) return found.faces;
  return distinct([...found.faces, ...believed(await whole(found.turn, WIDE_BORDER))]);
}

const believed = (faces: readonly FoundFace[], least = CONFIRMED): FoundFace[] =>
  faces.filter(({ confidence }) => confidence >= least);

const best = (faces: readonly FoundFace[]): number => Math.max(0, ...faces.map(({ confidence }) => confidence));
