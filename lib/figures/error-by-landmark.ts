import { meanByLandmark } from '../metrics/point-to-point';
import { cssColor, sequential } from './colors';
import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { escapeHtml } from '../html';
import type { Interpretation } from '../metrics/interpretation';
import { IMAGE_WIDTH } from './marks';
import { significant } from '../format';
import { table } from './table';

interface PointError {
  readonly landmark: number;
  readonly part: string;
  /** Place on the mean face, in drawing units. */
  readonly x: number;
  readonly y: number;
  readonly mean: number;
}

/**
 * The mean error of each landmark, drawn on the mean face: the disc around a landmark reaches as far as its predictions lie on
 * average, or a round fraction of that where discs would cover the face, and is lighter the larger it is. A table of all
 * landmarks folds out.
 *
 * @example errorByLandmark(interpret(validation, predictions))
 */
export function errorByLandmark(result: Interpretation, options: FigureOptions = {}): Figure {
  const { samples, unit } = result;
  const aspect = samples.crops.reduce((sum, { width, height }) => sum + height / width, 0) / samples.crops.length;
  const landmarks = landmarkErrors(result, IMAGE_WIDTH * aspect);
  const ranked = [...landmarks].sort((a, b) => b.mean - a.mean);
  const reach = reachOf(result, landmarks);
  const said = options.caption ?? caption(ranked, unit, reach);
  const rows = table(
    ranked,
    [
      { title: 'Point', value: ({ landmark }) => landmark },
      { title: 'Part', value: ({ part }) => part },
      { title: `Mean error (${unit})`, value: ({ mean }) => mean },
    ],
    said,
  );
  const details = `<details class="faces-details"><summary>All landmarks as a table</summary>${rows.body}</details>`;
  return new Figure('figure', drawing(result, landmarks, said, reach) + details, said, options);
}

function landmarkErrors({ samples, landmarks, landmarkErrors }: Interpretation, height: number): PointError[] {
  const { landmarkSet, faces } = samples;
  const average = (of: (face: number) => number) => faces.reduce((sum, _, face) => sum + of(face), 0) / faces.length;
  const means = meanByLandmark(landmarkErrors, landmarks.length);
  return landmarks.map((landmark, i) => ({
    landmark,
    part: landmarkSet.parts.find((part) => part.landmarks.includes(landmark))?.name ?? 'face',
    x: IMAGE_WIDTH * average((face) => samples.landmarks[2 * (face * landmarkSet.count + landmark)]!),
    y: height * average((face) => samples.landmarks[2 * (face * landmarkSet.count + landmark) + 1]!),
    mean: means[i]!,
  }));
}

function drawing(result: Interpretation, landmarks: readonly PointError[], alt: string, reach: number): string {
  const { left, top, width, height, size } = extentOf(landmarks);
  const margin = 0.16 * size;
  const view = [left - margin, top - margin, width + 2 * margin, height + 2 * margin];
  const [low, high] = [Math.min(...landmarks.map(({ mean }) => mean)), Math.max(...landmarks.map(({ mean }) => mean))];
  const scale = drawingUnits(result, landmarks) / reach;
  const discs = landmarks.map(({ landmark, part, x, y, mean }) => {
    const share = high > low ? (mean - low) / (high - low) : 0;
    const title = `Point ${landmark} (${part}): ${significant(mean)} ${result.unit}`;
    const place = `cx="${short(x)}" cy="${short(y)}"`;
    return (
      `<g fill="${cssColor(sequential(share))}"><title>${escapeHtml(title)}</title>` +
      `<circle class="faces-disc" ${place} r="${short(mean * scale)}"/><circle ${place} r="${short(0.011 * size)}"/></g>`
    );
  });
  const text = (value: number) => `${significant(value)} ${result.unit}`;
  return (
    `<div class="faces-mean-face"><svg viewBox="${view.map(short).join(' ')}" role="img" aria-label="${escapeHtml(alt)}">` +
    `<path class="faces-outline" stroke-width="${short(size / 200)}" d="${outline(result, landmarks)}"/>${discs.join('')}</svg>` +
    `<p class="faces-scale"><span>${text(low)}</span><span class="faces-ramp"></span><span>${text(high)}</span></p></div>`
  );
}

/** The box around the landmarks, and the side of the square that the drawing is measured by. */
function extentOf(landmarks: readonly PointError[]) {
  const [xs, ys] = [landmarks.map(({ x }) => x), landmarks.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  return { left, top, width, height, size: Math.max(width, height, 20) };
}

/** How many times larger errors are than their discs: 1 unless the largest one would cover much of the face. */
function reachOf(result: Interpretation, landmarks: readonly PointError[]): number {
  const largest = Math.max(...landmarks.map(({ mean }) => mean)) * drawingUnits(result, landmarks);
  return [1, 2, 5, 10, 20, 50].find((reach) => largest / reach <= 0.12 * extentOf(landmarks).size) ?? 100;
}

/** The parts of the face through the predicted landmarks. */
function outline({ samples }: Interpretation, landmarks: readonly PointError[]): string {
  const place = new Map(landmarks.map(({ landmark, x, y }) => [landmark, `${short(x)} ${short(y)}`]));
  return samples.landmarkSet.parts
    .map((part) => {
      const places = part.landmarks.flatMap((landmark) => place.get(landmark) ?? []);
      return places.length > 1 ? `M${places.join('L')}${part.closed ? 'z' : ''}` : '';
    })
    .join('');
}

/** How many drawing units one unit of the error is long. */
function drawingUnits({ samples, unit }: Interpretation, landmarks: readonly PointError[]): number {
  if (unit === 'px') {
    return IMAGE_WIDTH / (samples.crops.reduce((sum, { width }) => sum + width, 0) / samples.crops.length);
  }
  const [right, left] = samples.landmarkSet.outerEyeCorners.map((corner) =>
    landmarks.find(({ landmark }) => landmark === corner),
  );
  return right && left ? Math.hypot(right.x - left.x, right.y - left.y) / 100 : 0;
}

function caption(ranked: readonly PointError[], unit: string, reach: number): string {
  const [worst, best] = [ranked[0]!, ranked.at(-1)!];
  const means = new Map<string, number[]>();
  for (const { part, mean } of ranked) means.set(part, [...(means.get(part) ?? []), mean]);
  const parts = [...means]
    .map(([part, values]) => ({ part, mean: values.reduce((a, b) => a + b, 0) / values.length }))
    .sort((a, b) => b.mean - a.mean);
  const byPart =
    parts.length > 1
      ? ` Least certain part: ${parts[0]!.part} (${significant(parts[0]!.mean)} ${unit} on average).`
      : '';
  const place = ({ landmark, part, mean }: PointError) =>
    `landmark ${landmark} (${part}, ${significant(mean)} ${unit})`;
  const range = ranked.length > 1 ? ` Largest at ${place(worst)}, smallest at ${place(best)}.` : ` At ${place(worst)}.`;
  const discs = reach === 1 ? 'as far as the error' : `1/${reach} as far as the error`;
  return `Mean error of each landmark on the mean face; discs reach ${discs}.${range}${byPart}`;
}

const short = (value: number): number => Math.round(value * 100) / 100;
