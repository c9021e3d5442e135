import { iou } from '../geometry';
import type { Box, Size } from '../geometry';
import { mayHaveSmallFaces, overlappingParts } from './small-faces';

/** Degrees, clockwise, that a face is turned against the upright photo. */
export type Turn = 0 | 90 | -90;

/** A face found in a photo: a rectangle about its center x, y, in pixels of the photo, turned about it. */
export interface FoundFace extends Box {
  readonly turn: Turn;
  /** The detector's confidence, 0..1. */
  readonly confidence: number;
}

/** A square part of a photo about its center x, y, in pixels, turned about it; it may extend beyond the photo. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly turn: Turn;
}

/** A possible face in an image; the box is given in fractions of the image's width and height. */
export interface Detection {
  readonly box: Box;
  /** 0..1. */
  readonly confidence: number;
}

/**
 * Runs a detector once.
 *
 * @param part The part of the photo to look at.
 * @param size Pixels that the part's side is scaled to: a multiple of 32.
 * @returns What the detector takes for faces, with confidences from 0.05 on.
 */
export type Look = (part: Square, size: number) => Promise<readonly Detection[]>;

/** Sizes at which the detector sees the whole photo: it finds faces of 1/10 to 3/4 of its input. */
const WHOLE_SIZES = [224, 416, 608];

/** Size at which it sees the parts of a photo with small faces. */
const PART_SIZE = 608;

/** Confidence at which a detection is looked at again. */
const PROPOSED = 0.35;

/** The second looks: sizes of their inputs, and their sides as multiples of the detection's. */
const SECOND_LOOKS = [
  { size: 160, side: 2.2 },
  { size: 160, side: 2.7 },
  { size: 224, side: 3 },
];

/** Mean confidence that the second looks must have. */
const ACCEPTED = 0.5;

/** A photo with a face of this confidence is upright, and only such a face is believed to lie on its side. */
const SURE = 0.68;

/** Detections that overlap more (IoU) are of one face. */
const SAME_FACE = 0.4;

/**
 * Finds the faces in a photo with a small detector that sees one scale at a time: first in the whole photo at several
 * sizes, then in its parts if faces are small or missing, then sideways. Each candidate gets second looks of its own,
 * at the sizes at which the detector is most reliable; they reject what only resembles a face, and give the box.
 *
 * @param photo Its size in pixels, upright.
 * @param look Runs the detector.
 * @returns The faces, the most confident first.
 */
export async function findFaces(photo: Size, look: Look): Promise<FoundFace[]> {
  const upright = await searchUpright(photo, look);
  if (isSure(upright)) return upright;
  const sideways = await Promise.all(([90, -90] as const).map((turn) => searchWhole(photo, turn, look)));
  const [best] = sideways.filter(isSure).sort((a, b) => b[0]!.confidence - a[0]!.confidence);
  return best ?? upright;
}

/**
 * Looks again at a face that was found, or where one was a moment ago.
 *
 * @param face The face.
 * @param look Runs the detector.
 * @returns The face as it is now; undefined if there is none.
 */
export async function lookAgain(face: Omit<FoundFace, 'confidence'>, look: Look): Promise<FoundFace | undefined> {
  const { x, y, turn } = face;
  const length = Math.sqrt(face.width * face.height);
  const looks = SECOND_LOOKS.map(async ({ size, side }) => {
    const seen = await facesIn({ x, y, side: side * length, turn }, size, look);
    return likeliest(seen, (one) => (overlap(one, face) > 0.3 ? one.confidence : 0));
  });
  const found = (await Promise.all(looks)).filter((one) => one !== undefined);
  const total = found.reduce((sum, { confidence }) => sum + confidence, 0);
  if (total < ACCEPTED * SECOND_LOOKS.length) return undefined;
  const mean = (key: keyof Box): number => found.reduce((sum, one) => sum + one.confidence * one[key], 0) / total;
  const box = { x: mean('x'), y: mean('y'), width: mean('width'), height: mean('height') };
  return { ...box, turn, confidence: total / SECOND_LOOKS.length };
}

const isSure = ([first]: readonly FoundFace[]): boolean => first !== undefined && first.confidence >= SURE;

function likeliest(faces: readonly FoundFace[], worth: (face: FoundFace) => number): FoundFace | undefined {
  return [...faces].sort((a, b) => worth(b) - worth(a)).find((face) => worth(face) > 0);
}

async function searchUpright(photo: Size, look: Look): Promise<FoundFace[]> {
  const faces = await searchWhole(photo, 0, look);
  if (!mayHaveSmallFaces(photo, faces)) return faces;
  const parts = overlappingParts(photo).map((part) => facesIn({ ...part, turn: 0 }, PART_SIZE, look));
  return distinct([...faces, ...(await confirmed((await Promise.all(parts)).flat(), look))]);
}

async function searchWhole({ width, height }: Size, turn: Turn, look: Look): Promise<FoundFace[]> {
  const whole = { x: width / 2, y: height / 2, side: Math.max(width, height), turn };
  const found = await Promise.all(WHOLE_SIZES.map((size) => facesIn(whole, size, look)));
  return confirmed(found.flat(), look);
}

async function confirmed(found: readonly FoundFace[], look: Look): Promise<FoundFace[]> {
  const proposals = distinct(found.filter(({ confidence }) => confidence >= PROPOSED));
  const seen = await Promise.all(proposals.map((face) => lookAgain(face, look)));
  return distinct(seen.filter((face) => face !== undefined));
}

/**
 * Looks at a part of a photo once.
 *
 * @returns What is found there, in pixels of the photo.
 */
export async function facesIn(part: Square, size: number, look: Look): Promise<FoundFace[]> {
  const { x, y, side, turn } = part;
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (await look(part, size)).map(({ box, confidence }) => {
    const [dx, dy] = [(box.x + box.width / 2 - 0.5) * side, (box.y + box.height / 2 - 0.5) * side];
    return {
      x: x + cos * dx - sin * dy,
      y: y + sin * dx + cos * dy,
      width: box.width * side,
      height: box.height * side,
      turn,
      confidence,
    };
  });
}

/** The most confident one of those that overlap, the most confident first; all turned alike. */
export function distinct(faces: readonly FoundFace[]): FoundFace[] {
  const kept: FoundFace[] = [];
  for (const face of [...faces].sort((a, b) => b.confidence - a.confidence)) {
    if (kept.every((other) => overlap(other, face) < SAME_FACE)) kept.push(face);
  }
  return kept;
}

/** IoU of two faces turned alike. */
function overlap(a: Omit<FoundFace, 'confidence'>, b: Omit<FoundFace, 'confidence'>): number {
  const upright = ({ x, y, width, height }: Box): Box => ({ x: x - width / 2, y: y - height / 2, width, height });
  const sideways = (box: Box): Box => upright({ ...box, width: box.height, height: box.width });
  const place = a.turn === 0 ? upright : sideways;
  return iou(place(a), place(b));
}
