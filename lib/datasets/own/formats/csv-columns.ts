import { Malformed } from '../../malformed';

/** What the columns of a table are. */
export interface Columns {
  /** Column of the photo's path, or of its gray values. */
  readonly photo: string;
  /** The landmarks in the order of their columns, with the columns of their coordinates. */
  readonly landmarks: readonly LandmarkColumns[];
  /** Whether the landmarks have numbers instead of names; then `name` counts from 0. */
  readonly numbered: boolean;
  /** Columns of the box, if there are any: left, top, and its size or, with `corners`, right and bottom. */
  readonly box?: { readonly columns: readonly string[]; readonly corners: boolean };
  /** Column that says who or what is in the photo, if there is one. */
  readonly group?: string;
}

/** The two columns of a landmark. */
export interface LandmarkColumns {
  readonly name: string;
  readonly x: string;
  readonly y: string;
}

/** Names of the photo's column, the surest first. */
const PHOTO = [
  /^(file|photo|image|img|picture|frame)?[ _-]?(file)?[ _-]?(name|path)$/i,
  /^(file|photo|image|img|picture|frame)$/i,
  /^(file|photo|image|img|picture|frame)[ _-]?id$/i,
];
const GROUP = /^(group|person|subject|identity)([ _-]?id)?$/i;
const BOXES: readonly { readonly names: readonly string[]; readonly corners: boolean }[] = [
  { names: ['box_x', 'box_y', 'box_width', 'box_height'], corners: false },
  { names: ['bbox_x', 'bbox_y', 'bbox_width', 'bbox_height'], corners: false },
  { names: ['left', 'top', 'width', 'height'], corners: false },
  { names: ['left', 'top', 'right', 'bottom'], corners: true },
  { names: ['xmin', 'ymin', 'xmax', 'ymax'], corners: true },
  { names: ['x_min', 'y_min', 'x_max', 'y_max'], corners: true },
];

/**
 * Finds out what the columns of a table are, from the names in its header.
 *
 * - The photo: `file`, `filename`, `image`, `photo`, `path` and the like.
 * - Landmarks: two columns that differ only in an x and a y at their beginning or end: `x1` and `y1`, `nose_x` and
 *   `nose_y`, `x_nose` and `y_nose`.
 * - A box: `left`, `top`, `width`, `height`; or `right` and `bottom`, or `xmin`, `ymin`, `xmax`, `ymax`.
 * - A group: `group`, `person`, `subject` or `identity`.
 *
 * @throws Malformed saying what is missing or ambiguous.
 */
export function readColumns(header: readonly string[]): Columns {
  const twice = header.find((name, i) => header.indexOf(name) < i);
  if (twice !== undefined) throw new Malformed('line 1', `there are two columns '${twice}'`);
  const box = boxIn(header);
  const group = header.find((name) => GROUP.test(name));
  const landmarks = landmarksIn(header.filter((name) => !box?.columns.includes(name)));
  if (landmarks.length === 0) {
    const got = header.slice(0, 6).join(', ');
    throw new Malformed(
      'line 1',
      `the header has no columns of landmarks, such as x1 and y1 or nose_x and nose_y; got ${got}`,
    );
  }
  const photo = PHOTO.map((pattern) => header.find((name) => pattern.test(name))).find((name) => name !== undefined);
  if (photo === undefined) throw new Malformed('line 1', 'the header has no column of photos, such as file or image');
  const numbers = numbersOf(landmarks);
  return {
    photo,
    landmarks: numbers ? landmarks.map((landmark, i) => ({ ...landmark, name: String(numbers[i]!) })) : landmarks,
    numbered: numbers !== null,
    ...(box && { box }),
    ...(group !== undefined && { group }),
  };
}

function boxIn(header: readonly string[]): Columns['box'] {
  for (const { names, corners } of BOXES) {
    const columns = names.map((name) => header.find((one) => one.toLowerCase() === name));
    if (columns.every((column) => column !== undefined)) return { columns, corners };
  }
  return undefined;
}

function landmarksIn(header: readonly string[]): LandmarkColumns[] {
  const find = (name: string) => header.find((one) => one.toLowerCase() === name.toLowerCase());
  return header.flatMap((x) => {
    const [, name, end] = /^(.+?)([ _.:-]?)x$/i.exec(x) ?? [];
    const y = name && find(`${name}${end}y`);
    if (y) return [{ name, x, y }];
    const [, begin, rest] = /^x([ _.:-]?)(.+)$/i.exec(x) ?? [];
    const other = rest && find(`y${begin}${rest}`);
    return other ? [{ name: rest, x, y: other }] : [];
  });
}

/**
 * The numbers of landmarks that are called x1, x2, ... or point_0_x, point_1_x, ...: counted from 0, in any order; null if
 * they have names.
 */
function numbersOf(landmarks: readonly LandmarkColumns[]): number[] | null {
  const parts = landmarks.map(({ name }) => /^(\D*)(\d+)$/.exec(name));
  if (parts.some((part) => !part || part[1] !== parts[0]![1])) return null;
  const numbers = parts.map((part) => Number(part![2]));
  const first = Math.min(...numbers);
  const complete = new Set(numbers).size === numbers.length && Math.max(...numbers) - first === numbers.length - 1;
  return complete && first <= 1 ? numbers.map((number) => number - first) : null;
}
