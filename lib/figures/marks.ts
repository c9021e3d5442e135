/**
 * Points drawn on an image. Coordinates are x0, y0, x1, y1, ... in an image whose width is 200, whatever its size in
 * pixels.
 */
export interface Marks {
  /** Annotated points: red rings. */
  readonly truth?: readonly number[];
  /** Predicted points: yellow diamonds, joined to the truth by lines. */
  readonly prediction?: readonly number[];
  /** Points shown for orientation only: small blue dots. */
  readonly others?: readonly number[];
  /** Boxes around faces: left, top, right, bottom of each. */
  readonly boxes?: readonly number[];
}

/** What kinds of marks are called. */
export const MARK_NAMES = {
  truth: 'Truth',
  prediction: 'Prediction',
  others: 'Other points',
  boxes: 'Face boxes',
} as const;

/** The kinds of marks that occur. */
export function markKinds(items: readonly { readonly marks: Marks }[]): (keyof Marks)[] {
  const kinds = Object.keys(MARK_NAMES) as (keyof Marks)[];
  return kinds.filter((kind) => items.some(({ marks }) => marks[kind]?.length));
}

/** Width that every image has in its drawing's units. */
export const IMAGE_WIDTH = 200;

/** Fractions of an image's width and height in drawing units, with a tenth of a unit. */
export function toDrawing(fractions: ArrayLike<number>, height: number): number[] {
  return Array.from(fractions, (value, i) => Math.round(value * (i % 2 === 0 ? IMAGE_WIDTH : height) * 10) / 10);
}

/**
 * The marks as SVG elements.
 *
 * @param scale 1 for an image about 200 px wide; smaller where it is enlarged, so that marks stay fine.
 */
export function drawMarks(marks: Marks, scale = 1): string {
  const { truth = [], prediction = [], others = [], boxes = [] } = marks;
  const many = Math.max(truth.length, prediction.length) > 20;
  const radius = (many ? 1.6 : 3.6) * scale;
  const width = (many ? 0.8 : 1.4) * scale;
  const path = (kind: string, d: string, stroke: number) =>
    d && `<path class="faces-${kind}" stroke-width="${round(stroke)}" d="${d}"/>`;
  return [
    path('boxes', rectangles(boxes), 1.2),
    path(
      'others',
      pairs(others)
        .map((point) => ring(point, 1.2 * scale))
        .join(''),
      0.4 * scale,
    ),
    path('joins', truth.length === prediction.length ? joins(truth, prediction) : '', width),
    path(
      'truth-halo',
      pairs(truth)
        .map((point) => ring(point, radius))
        .join(''),
      width * 2,
    ),
    path(
      'truth',
      pairs(truth)
        .map((point) => ring(point, radius))
        .join(''),
      width,
    ),
    path(
      'prediction',
      pairs(prediction)
        .map((point) => diamond(point, radius * 1.15))
        .join(''),
      width * 0.7,
    ),
  ].join('');
}

function rectangles(corners: readonly number[]): string {
  const [starts, ends] = [pairs(corners).filter((_, i) => i % 2 === 0), pairs(corners).filter((_, i) => i % 2 === 1)];
  return starts.map(([x, y], i) => `M${x} ${y}H${ends[i]![0]}V${ends[i]![1]}H${x}z`).join('');
}

function joins(from: readonly number[], to: readonly number[]): string {
  const ends = pairs(to);
  return pairs(from)
    .map(([x, y], i) => `M${x} ${y}L${ends[i]!.join(' ')}`)
    .join('');
}

function ring([x, y]: [number, number], r: number): string {
  const [radius, across] = [round(r), round(2 * r)];
  return `M${round(x - r)} ${y}a${radius} ${radius} 0 1 0 ${across} 0a${radius} ${radius} 0 1 0 ${-across} 0`;
}

function diamond([x, y]: [number, number], r: number): string {
  const half = round(r);
  return `M${x} ${round(y - r)}l${half} ${half} ${-half} ${half} ${-half} ${-half}z`;
}

function pairs(points: readonly number[]): [number, number][] {
  return Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i]!, points[2 * i + 1]!]);
}

const round = (value: number): number => Math.round(value * 100) / 100;
