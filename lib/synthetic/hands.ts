import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { range } from 'd3-array';
import sharp from 'sharp';
import { writeWhole } from '../files';
import { Random } from '../random';

/** Side of a drawing in pixels. */
const SIZE = 160;
/** People, and drawings of each one's hand. */
const PEOPLE = 40;
const EACH = 3;
/** Fraction of the hands in which one finger is bent, so that its last two joints are hidden. */
const BENT = 0.35;

/** Where a finger begins, in lengths of the palm to the right of the wrist and above it, its length and its direction. */
const FINGERS = [
  { name: 'thumb', x: -0.3, y: 0.3, length: 0.62, degrees: -48 },
  { name: 'index', x: -0.27, y: 0.95, length: 0.66, degrees: -13 },
  { name: 'middle', x: -0.05, y: 1, length: 0.74, degrees: -2 },
  { name: 'ring', x: 0.17, y: 0.95, length: 0.68, degrees: 8 },
  { name: 'little', x: 0.36, y: 0.83, length: 0.52, degrees: 20 },
] as const;

/** Joints of a finger, as fractions of its length. */
const JOINTS = [0, 0.42, 0.74, 1];

type Point = readonly [x: number, y: number];

/** One drawing: its SVG, and its landmarks in pixels, null for hidden ones. */
interface Hand {
  readonly svg: string;
  readonly landmarks: readonly (Point | null)[];
}

/** Names of the 21 landmarks, in the order of the drawings' landmarks. */
const NAMES = ['wrist', ...FINGERS.flatMap(({ name }) => JOINTS.map((_, joint) => `${name} ${joint + 1}`))];

/**
 * Draws hands with 21 landmarks into a folder, as somebody's own data: PNG files, a CSV file with empty cells where a joint
 * is hidden, and `landmarks.json`. They show that nothing here depends on faces. The same drawings each time.
 *
 * @param folder Where to; left as it is if it is complete.
 */
export async function drawHands(folder: string): Promise<void> {
  // Written last.
  const csv = join(folder, 'hands.csv');
  if (existsSync(csv)) return;
  const rows = [['file', ...NAMES.flatMap((name) => [`${name}_x`, `${name}_y`])].join(',')];
  for (const person of range(PEOPLE)) {
    const own = new Random(20).split('hands').split(person);
    for (const i of range(EACH)) {
      const { svg, landmarks } = drawHand(own, own.split('drawing').split(i));
      const name = `p${String(person + 1).padStart(2, '0')}_${i + 1}.png`;
      writeWhole(join(folder, name), await sharp(Buffer.from(svg)).removeAlpha().png().toBuffer());
      rows.push([name, ...landmarks.flatMap((at) => (at ? at.map((value) => value.toFixed(1)) : ['', '']))].join(','));
    }
  }
  writeWhole(join(folder, 'landmarks.json'), JSON.stringify(description(), null, 2));
  writeWhole(csv, `${rows.join('\n')}\n`);
}

const description = (): object => ({
  title: 'Drawn hands',
  subject: 'hand',
  parts: FINGERS.map(({ name }) => ({
    name,
    landmarks: ['wrist', ...JOINTS.map((_, joint) => `${name} ${joint + 1}`)],
  })),
  mirror: false,
  normalizer: ['wrist', 'middle 1'],
  groups: 'name',
  crop: 'photo',
});

/** One drawing. `person` draws what all hands of a person share, `random` what is different in each. */
function drawHand(person: Random, random: Random): Hand {
  const shape = person.split('shape');
  const palm = random.uniform(52, 64);
  const turn = random.uniform(-35, 35);
  const bent = random.uniform() < BENT ? 1 + random.integer(4) : -1;
  const middle: Point = [SIZE / 2 + random.uniform(-8, 8), SIZE / 2 + random.uniform(-8, 8)];
  const place = ([x, y]: Point): Point => rotated([palm * x, -palm * (y - 0.8)], turn, middle);
  const fingers = FINGERS.map(({ x, y, length, degrees }) => {
    const [own, spread] = [length * shape.uniform(0.9, 1.1), degrees * random.uniform(0.6, 1.7) + random.normal(0, 3)];
    const bend = random.normal(0, 7);
    let at: Point = [x, y];
    return JOINTS.map((joint, i) => {
      if (i > 0) at = along(at, own * (joint - JOINTS[i - 1]!), spread + bend * (i - 1));
      return place(at);
    });
  });
  const wrist = place([0, 0]);
  const shown = fingers.map((joints, finger) => (finger === bent ? joints.slice(0, 2) : joints));
  const landmarks = [
    wrist,
    ...fingers.flatMap((joints, i) => joints.map((at, j) => (j < shown[i]!.length ? at : null))),
  ];
  return { svg: svgOf(wrist, shown, palm, [place([-0.28, 0]), place([0.3, 0])], shape, random), landmarks };
}

const along = ([x, y]: Point, length: number, degrees: number): Point => {
  const angle = (degrees * Math.PI) / 180;
  return [x + length * Math.sin(angle), y + length * Math.cos(angle)];
};

function rotated([x, y]: Point, degrees: number, [cx, cy]: Point): Point {
  const angle = (degrees * Math.PI) / 180;
  return [cx + x * Math.cos(angle) - y * Math.sin(angle), cy + x * Math.sin(angle) + y * Math.cos(angle)];
}

/** Background with blobs, then the hand twice: wider and darker for its outline, then filled. */
function svgOf(
  wrist: Point,
  fingers: readonly (readonly Point[])[],
  palm: number,
  heel: readonly [Point, Point],
  person: Random,
  random: Random,
): string {
  const gray = (level: number): string => `rgb(${[1, 0.94, 0.88].map((tint) => Math.round(level * tint)).join(',')})`;
  const skin = person.uniform(110, 225);
  const back = skin > 165 ? random.uniform(20, 95) : random.uniform(170, 240);
  const blobs = range(7).map(() => {
    const [x, y, r] = [random.uniform(0, SIZE), random.uniform(0, SIZE), random.uniform(8, 40)];
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="${gray(back + random.uniform(-30, 30))}"/>`;
  });
  const line = (points: readonly Point[]): string =>
    points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const bases = fingers.map(([base]) => base!);
  const outline = [heel[0], ...bases, heel[1], wrist];
  const shape = (color: string, extra: number): string => {
    const width = (part: number): string => (part * palm + extra).toFixed(1);
    const lines = fingers.map((joints) => `<polyline points="${line(joints)}" stroke-width="${width(0.2)}"/>`);
    return `<g fill="none" stroke="${color}" stroke-linecap="round" stroke-linejoin="round">${lines.join('')}
      <polygon points="${line(outline)}" fill="${color}" stroke-width="${width(0.2)}"/></g>`;
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">
    <rect width="100%" height="100%" fill="${gray(back)}"/>${blobs.join('')}
    ${shape(gray(skin * 0.55), 3)}${shape(gray(skin), 0)}</svg>`;
}
