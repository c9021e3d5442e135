import { extent, max, mean, rollups } from 'd3-array';
import { list } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import type { Interpretation } from '../metrics/interpretation';
import { meanByLandmark } from '../metrics/point-to-point';
import { valueText } from '../quantity';
import { cssColor, sequential } from './colors';
import { extremes } from './extremes';
import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { IMAGE_WIDTH } from './marks';
import { tableHtml } from './table';

interface LandmarkError {
  readonly landmark: number;
  readonly part: string;
  /** Place on the mean face, in drawing units. */
  readonly x: number;
  readonly y: number;
  readonly mean: number;
}

/**
 * The mean error of each landmark, drawn on the mean face: the radius of a landmark's disc is its mean error, or a round
 * fraction of it where discs would cover the face; larger errors are lighter. A table of all landmarks folds out.
 *
 * @example errorByLandmark(interpret(validation, predictions))
 */
export function errorByLandmark(result: Interpretation, options: FigureOptions = {}): Figure {
  const { samples, unit } = result;
  const aspect = mean(samples.crops, ({ width, height }) => height / width)!;
  const landmarks = landmarkErrors(result, IMAGE_WIDTH * aspect);
  const ranked = [...landmarks].sort((a, b) => b.mean - a.mean);
  const reduction = reductionOf(result, landmarks);
  const shown = options.caption ?? caption(ranked, unit, reduction);
  const rows = tableHtml(ranked, [
    { title: 'Landmark', value: ({ landmark }) => landmark },
    { title: 'Part', value: ({ part }) => part },
    { title: `Mean error (${unit})`, value: ({ mean }) => mean },
  ]);
  const body = html`${drawing(result, landmarks, shown, reduction)}
    <details class="faces-details"><summary>All landmarks as a table</summary>${rows}</details>`;
  return new Figure('figure', body, shown, options);
}

function landmarkErrors({ samples, landmarks, landmarkErrors }: Interpretation, height: number): LandmarkError[] {
  const { landmarkSet, faces } = samples;
  // d3 leaves out what is not a number: faces in which the landmark is missing.
  const average = (of: (face: number) => number) => mean(faces, (_, face) => of(face)) ?? NaN;
  const means = meanByLandmark(landmarkErrors, landmarks.length);
  return landmarks.map((landmark, i) => ({
    landmark,
    part: landmarkSet.parts.find((part) => part.landmarks.includes(landmark))?.name ?? 'face',
    x: IMAGE_WIDTH * average((face) => samples.landmarks[2 * (face * landmarkSet.count + landmark)]!),
    y: height * average((face) => samples.landmarks[2 * (face * landmarkSet.count + landmark) + 1]!),
    mean: means[i]!,
  }));
}

function drawing(result: Interpretation, landmarks: readonly LandmarkError[], alt: string, reduction: number): Html {
  const { left, top, width, height, size } = extentOf(landmarks);
  const margin = 0.16 * size;
  const view = [left - margin, top - margin, width + 2 * margin, height + 2 * margin];
  const [low = NaN, high = NaN] = extent(landmarks, ({ mean }) => mean);
  const scale = drawingUnits(result, landmarks) / reduction;
  const text = (value: number) => valueText(value, result);
  const discs = landmarks.map(({ landmark, part, x, y, mean }) => {
    const color = cssColor(sequential(high > low ? (mean - low) / (high - low) : 0));
    const center = html`cx="${short(x)}" cy="${short(y)}"`;
    return html`<g fill="${color}">
      <title>Landmark ${landmark} (${part}): ${text(mean)}</title>
      <circle class="faces-disc" ${center} r="${short(mean * scale)}"/><circle ${center} r="${short(0.011 * size)}"/>
    </g>`;
  });
  return html`<div class="faces-mean-face">
    <svg viewBox="${view.map(short).join(' ')}" role="img" aria-label="${alt}">
      <path class="faces-outline" stroke-width="${short(size / 200)}" d="${outline(result, landmarks)}"/>
      ${discs}
    </svg>
    <p class="faces-scale"><span>${text(low)}</span><span class="faces-ramp"></span><span>${text(high)}</span></p>
  </div>`;
}

/** The box around the landmarks, and the side of the square that the drawing is measured by. */
function extentOf(landmarks: readonly LandmarkError[]) {
  const [left = 0, right = 0] = extent(landmarks, ({ x }) => x);
  const [top = 0, bottom = 0] = extent(landmarks, ({ y }) => y);
  const [width, height] = [right - left, bottom - top];
  return { left, top, width, height, size: Math.max(width, height, 20) };
}

/** By how much discs are drawn smaller than errors: 1 unless the largest one would cover much of the face. */
function reductionOf(result: Interpretation, landmarks: readonly LandmarkError[]): number {
  const largest = max(landmarks, ({ mean }) => mean)! * drawingUnits(result, landmarks);
  return [1, 2, 5, 10, 20, 50].find((factor) => largest / factor <= 0.12 * extentOf(landmarks).size) ?? 100;
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
  const { pair } = samples.landmarkSet.normalizer;
  const { width, height } = extentOf(landmarks);
  if (!pair) return Math.hypot(width, height) / 100;
  const [right, left] = pair.map((corner) => landmarks.find(({ landmark }) => landmark === corner));
  return right && left ? Math.hypot(right.x - left.x, right.y - left.y) / 100 : 0;
}

/** Mean errors of the parts of the face, the largest first. */
export function errorByPart(landmarks: readonly Pick<LandmarkError, 'part' | 'mean'>[]) {
  const parts = rollups(
    landmarks,
    (ones) => mean(ones, (one) => one.mean)!,
    ({ part }) => part,
  );
  return parts.map(([part, mean]) => ({ part, mean })).sort((a, b) => b.mean - a.mean);
}

function caption(landmarks: readonly LandmarkError[], unit: string, reduction: number): string {
  const radius = reduction === 1 ? 'radius of each disc = error' : `radius of each disc = 1/${reduction} of the error`;
  const value = (mean: number) => valueText(mean, { unit });
  const { highest, lowest, tied } = extremes(landmarks, ({ mean }) => mean, value);
  const places = (ones: readonly LandmarkError[]) =>
    ones.length > 3
      ? `${ones.length} landmarks (${value(ones[0]!.mean)} each)`
      : list(ones.map(({ landmark, part, mean }) => `landmark ${landmark} (${part}, ${value(mean)})`));
  const all = landmarks.length > 1 ? `All landmarks: ${value(highest[0]!.mean)}.` : `${places(highest)}.`;
  const errors = tied ? all : `Largest: ${places(highest)}; smallest: ${places(lowest)}.`;
  const parts = extremes(errorByPart(landmarks), ({ mean }) => mean, value);
  const [worst] = parts.highest;
  const byPart =
    parts.tied || parts.highest.length > 1 ? '' : ` Worst part: ${worst!.part} (mean ${value(worst!.mean)}).`;
  return `Mean error of each landmark on the mean face (${radius}). ${errors.charAt(0).toUpperCase()}${errors.slice(1)}${byPart}`;
}

const short = (value: number): number => Math.round(value * 100) / 100;
