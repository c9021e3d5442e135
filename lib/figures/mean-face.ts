import { extent, max, mean } from 'd3-array';
import { html } from '../html';
import type { Html } from '../html';
import { subjectOf } from '../landmarks/landmark-set';
import type { Interpretation } from '../metrics/interpretation';
import { meanByLandmark } from '../metrics/point-to-point';
import { cssColor, sequential } from './colors';
import { placeLabels } from './label-places';
import { IMAGE_WIDTH } from './marks';

/** The mean error of one landmark, and where it lies on the mean face. */
export interface LandmarkError {
  readonly landmark: number;
  /** `landmark 30`, or its own name. */
  readonly name: string;
  readonly part: string;
  /** In drawing units. */
  readonly x: number;
  readonly y: number;
  readonly mean: number;
}

/** The mean errors of all predicted landmarks, in the order of the predictions. */
export function landmarkErrorsOf({ samples, landmarks, landmarkErrors }: Interpretation): LandmarkError[] {
  const { landmarkSet, faces, crops } = samples;
  const size = [IMAGE_WIDTH, IMAGE_WIDTH * mean(crops, ({ width, height }) => height / width)!];
  // d3 leaves out what is not a number: faces in which the landmark is missing.
  const average = (landmark: number, axis: 0 | 1) =>
    size[axis]! *
    (mean(faces, (_, face) => samples.landmarks[2 * (face * landmarkSet.count + landmark) + axis]!) ?? NaN);
  const noPart = landmarkSet.parts.length > 0 ? 'others' : subjectOf(landmarkSet);
  const means = meanByLandmark(landmarkErrors, landmarks.length);
  return landmarks.map((landmark, i) => ({
    landmark,
    name: landmarkSet.names?.[landmark] ?? `landmark ${landmark}`,
    part: landmarkSet.parts.find((part) => part.landmarks.includes(landmark))?.name ?? noPart,
    x: average(landmark, 0),
    y: average(landmark, 1),
    mean: means[i]!,
  }));
}

/** Factors by which discs may be drawn larger or smaller than errors, and how a caption says so. */
const ENLARGED = [10, 5, 3, 2].map((factor) => ({ factor, words: `${factor} times the error` }));
const REDUCED = [2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100].map((divisor) => ({
  factor: 1 / divisor,
  words: `1/${divisor} of the error`,
}));
const FACTORS = [...ENLARGED, { factor: 1, words: 'the error' }, ...REDUCED];

/** Largest radius of a disc, as a share of the face. */
const LARGEST = 0.045;

/** Discs are drawn at least this large, as a share of the face: two landmarks may lie at the same place. */
const CLOSEST = 0.012;

/**
 * The largest round factor for the radii of discs at which no two of them overlap.
 *
 * @param result Whose errors they are.
 * @param landmarks From `landmarkErrorsOf`.
 */
export function discScale(result: Interpretation, landmarks: readonly LandmarkError[]) {
  const unit = drawingUnits(result, landmarks);
  const { size } = extentOf(landmarks);
  const fits = (factor: number) => {
    const radius = ({ mean }: LandmarkError) => factor * unit * mean;
    return landmarks.every(
      (a, i) =>
        !(radius(a) > LARGEST * size) &&
        landmarks.every((b, k) => {
          const distance = Math.hypot(a.x - b.x, a.y - b.y);
          return k <= i || !(radius(a) + radius(b) > Math.max(distance, CLOSEST * size));
        }),
    );
  };
  const scale = FACTORS.find(({ factor }) => fits(factor)) ?? FACTORS.at(-1)!;
  return { ...scale, unit: scale.factor * unit };
}

/**
 * The mean face with a disc at each landmark: its radius and its color are the landmark's error. Landmarks are numbered;
 * each disc has a hover text.
 *
 * @param result Whose errors they are.
 * @param landmarks From `landmarkErrorsOf`.
 * @param text A value with its unit.
 * @param alt What the drawing shows, for screen readers.
 */
export function meanFace(
  result: Interpretation,
  landmarks: readonly LandmarkError[],
  text: (value: number) => string,
  alt: string,
): Html {
  const { left, top, width, height, size } = extentOf(landmarks);
  const margin = 0.08 * size;
  const view = [left - margin, top - margin, width + 2 * margin, height + 2 * margin];
  const { unit } = discScale(result, landmarks);
  const high = max(landmarks, ({ mean }) => mean) || 1;
  const shown = landmarks.filter(({ x, mean }) => Number.isFinite(x) && Number.isFinite(mean));
  const ranks = [...shown].sort((a, b) => b.mean - a.mean);
  const isExtreme = (one: LandmarkError) => one === ranks[0] || one === ranks.at(-1);
  const circles = shown.map((one) => ({ ...one, radius: Math.max(one.mean * unit, 0.004 * size) }));
  const labels = placeLabels(circles, 0.017 * size);
  const discs = circles.map(({ landmark, name, part, x, y, mean, radius }, i) => {
    const label = labels[i]!;
    return html`<g data-tip="${name.charAt(0).toUpperCase()}${name.slice(1)} (${part}): ${text(mean)}">
      <circle class="faces-disc" fill="${cssColor(sequential(mean / high))}" stroke-width="${short(0.002 * size)}" cx="${short(x)}" cy="${short(y)}" r="${short(radius)}"/>
      <text class="${isExtreme(shown[i]!) && 'faces-extreme'}" x="${short(label.x)}" y="${short(label.y)}">${landmark}</text>
    </g>`;
  });
  return html`<svg class="faces-mean-face" style="--label:${short(0.021 * size)}px" viewBox="${view.map(short).join(' ')}" role="img" aria-label="${alt}">
    <path class="faces-outline" stroke-width="${short(size / 250)}" d="${outline(result, landmarks)}"/>
    ${discs}
  </svg>`;
}

/** The box around the landmarks, and the side of the square that the drawing is measured by. */
function extentOf(landmarks: readonly LandmarkError[]) {
  const [left = 0, right = 0] = extent(landmarks, ({ x }) => x);
  const [top = 0, bottom = 0] = extent(landmarks, ({ y }) => y);
  const [width, height] = [right - left, bottom - top];
  return { left, top, width, height, size: Math.max(width, height, 20) };
}

/** The parts of the face through the predicted landmarks. */
function outline({ samples }: Interpretation, landmarks: readonly LandmarkError[]): string {
  const place = new Map(landmarks.map(({ landmark, x, y }) => [landmark, `${short(x)} ${short(y)}`]));
  return samples.landmarkSet.parts
    .map((part) => {
      const places = part.landmarks.flatMap((landmark) => place.get(landmark) ?? []);
      return places.length > 1 ? `M${places.join('L')}${part.closed ? 'z' : ''}` : '';
    })
    .join('');
}

/** Length of one unit of the error, in drawing units. */
function drawingUnits({ samples, unit }: Interpretation, landmarks: readonly LandmarkError[]): number {
  if (unit === 'px') return IMAGE_WIDTH / mean(samples.crops, ({ width }) => width)!;
  const { pair, diagonal } = samples.landmarkSet.normalizer;
  if (diagonal === 'face') {
    return mean(samples.faces, ({ normalizer }, i) => (normalizer! * IMAGE_WIDTH) / samples.crops[i]!.width)! / 100;
  }
  const { width, height } = extentOf(landmarks);
  if (!pair) return Math.hypot(width, height) / 100;
  const [right, left] = pair.map((corner) => landmarks.find(({ landmark }) => landmark === corner));
  return right && left ? Math.hypot(right.x - left.x, right.y - left.y) / 100 : 0;
}

const short = (value: number): number => Math.round(value * 100) / 100;
