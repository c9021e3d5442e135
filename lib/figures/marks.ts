import { median } from 'd3-array';
import { html } from '../html';
import type { Html } from '../html';

/**
 * Landmarks drawn on an image. Coordinates are x0, y0, x1, y1, ... in an image whose width is 200, whatever its size in
 * pixels. Missing landmarks have NaN, which JSON turns into null; they are not drawn.
 */
export interface Marks {
  /** Annotated landmarks: red rings. */
  readonly truth?: readonly number[];
  /** Predicted landmarks: yellow diamonds, joined to the ground truth by lines. */
  readonly prediction?: readonly number[];
  /** Landmarks shown for orientation only: small blue dots. */
  readonly others?: readonly number[];
  /** Annotated landmarks that may be wrong: red rings. */
  readonly doubts?: readonly number[];
  /** Boxes around faces: left, top, right, bottom of each. */
  readonly boxes?: readonly number[];
}

/** The part of a drawing that is shown: left, top, width and height in its units. */
export type View = readonly [number, number, number, number];

/** Names of the kinds of marks. */
export const MARK_NAMES = {
  truth: 'Ground truth',
  prediction: 'Prediction',
  others: 'Other landmarks',
  doubts: 'Landmarks in doubt',
  boxes: 'Face boxes',
} as const;

/** The kinds of marks that occur. */
export function markKinds(items: readonly { readonly marks: Marks }[]): (keyof Marks)[] {
  const kinds = Object.keys(MARK_NAMES) as (keyof Marks)[];
  return kinds.filter((kind) => items.some(({ marks }) => marks[kind]?.length));
}

/** Width that every image has in its drawing's units. */
export const IMAGE_WIDTH = 200;

/** Fractions of an image's width and height in drawing units, rounded to a tenth. */
export function toDrawing(fractions: ArrayLike<number>, height: number): number[] {
  return Array.from(fractions, (value, i) => Math.round(value * (i % 2 === 0 ? IMAGE_WIDTH : height) * 10) / 10);
}

/**
 * The marks as SVG elements. Where landmarks lie close together, their marks are so small that they do not touch.
 *
 * @param scale Of marks with room: 1 for an image about 200 px wide; smaller where it is enlarged.
 */
export function drawMarks(marks: Marks, scale = 1): Html {
  const { truth = [], prediction = [], others = [], doubts = [], boxes = [] } = marks;
  const landmarks = truth.length > 0 ? truth : prediction;
  const radius = Math.min((landmarks.length > 20 ? 1.6 : 3.6) * scale, 0.28 * spacing(landmarks));
  const width = Math.min(1.4 * scale, 0.45 * radius);
  const dot = Math.min(1.2 * scale, 0.25 * spacing(others));
  const doubted = outlines(doubts, (place) => ring(place, Math.min(4 * scale, 0.5 * spacing(doubts))));
  const rings = outlines(truth, (place) => ring(place, radius));
  const paths: [kind: string, d: string, stroke: number][] = [
    ['boxes', rectangles(boxes), 1.2 * scale],
    ['others', outlines(others, (place) => ring(place, dot)), 0.3 * dot],
    ['joins', truth.length === prediction.length ? joins(truth, prediction) : '', width],
    ['truth-halo', rings, width * 2],
    ['truth', rings, width],
    ['doubts-halo', doubted, 2.4 * scale],
    ['doubts', doubted, 1.2 * scale],
    ['prediction', outlines(prediction, (place) => diamond(place, radius * 1.15)), width * 0.7],
  ];
  const drawn = paths.filter(([, d]) => d);
  return html`${drawn.map(([kind, d, stroke]) => html`<path class="faces-${kind}" stroke-width="${round(stroke)}" d="${d}"/>`)}`;
}

/** An image with its marks. */
export interface MarkedImage {
  /** Id of the image's definition in the page. */
  readonly image: string;
  /** Height of the image where its width is 200. */
  readonly height: number;
  readonly marks: Marks;
  /** Part of the image to show; all of it by default. */
  readonly view?: View;
}

/** The part of an image that is shown. */
export const viewOf = ({ height, view }: Pick<MarkedImage, 'height' | 'view'>): View =>
  view ?? [0, 0, IMAGE_WIDTH, height];

/**
 * An image with marks on it as an SVG drawing.
 *
 * @param alt What it shows, for screen readers.
 * @param scale As for `drawMarks`.
 */
export function markedImage(picture: MarkedImage, alt: string, scale = 1): Html {
  const view = viewOf(picture);
  const marks = drawMarks(picture.marks, (scale * view[2]) / IMAGE_WIDTH);
  return html`<svg viewBox="${view.join(' ')}" role="img" aria-label="${alt}">
    <use href="#${picture.image}"/><g class="faces-marks">${marks}</g>
  </svg>`;
}

/** Median distance of a landmark to the nearest other one; infinite for a single one. */
function spacing(landmarks: readonly number[]): number {
  const places = pairs(landmarks).filter(isKnown);
  const nearest = places.map(([x, y], i) =>
    Math.min(...places.map((other, k) => (k === i ? Infinity : Math.hypot(other[0] - x, other[1] - y)))),
  );
  return median(nearest) ?? Infinity;
}

function rectangles(corners: readonly number[]): string {
  const [starts, ends] = [pairs(corners).filter((_, i) => i % 2 === 0), pairs(corners).filter((_, i) => i % 2 === 1)];
  return starts.map(([x, y], i) => `M${x} ${y}H${ends[i]![0]}V${ends[i]![1]}H${x}z`).join('');
}

function joins(from: readonly number[], to: readonly number[]): string {
  const ends = pairs(to);
  return pairs(from)
    .map(([x, y], i) => (isKnown([x, y]) && isKnown(ends[i]!) ? `M${x} ${y}L${ends[i]!.join(' ')}` : ''))
    .join('');
}

const outlines = (landmarks: readonly number[], shape: (place: [number, number]) => string): string =>
  pairs(landmarks).filter(isKnown).map(shape).join('');

function ring([x, y]: [number, number], r: number): string {
  const [radius, across] = [round(r), round(2 * r)];
  return `M${round(x - r)} ${y}a${radius} ${radius} 0 1 0 ${across} 0a${radius} ${radius} 0 1 0 ${-across} 0`;
}

function diamond([x, y]: [number, number], r: number): string {
  const half = round(r);
  return `M${x} ${round(y - r)}l${half} ${half} ${-half} ${half} ${-half} ${-half}z`;
}

function pairs(coordinates: readonly number[]): [number, number][] {
  return Array.from({ length: coordinates.length / 2 }, (_, i) => [coordinates[2 * i]!, coordinates[2 * i + 1]!]);
}

const isKnown = (place: readonly [number, number]): boolean => place.every(Number.isFinite);

const round = (value: number): number => Math.round(value * 100) / 100;
