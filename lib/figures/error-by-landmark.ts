import { mean, rollups } from 'd3-array';
import { count as counted, list } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { subjectOf } from '../landmarks/landmark-set';
import type { Interpretation } from '../metrics/interpretation';
import { valueText } from '../quantity';
import { extremes } from './extremes';
import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { discScale, landmarkErrorsOf, meanFace } from './mean-face';
import type { LandmarkError } from './mean-face';
import { tableHtml } from './table';

/**
 * The mean error of each landmark, drawn on the mean face: the radius of a landmark's disc is its mean error times a round
 * factor at which discs do not overlap; its color, too, is its error. Beside it the mean error of each part of the face;
 * a table of all landmarks folds out.
 *
 * @example errorByLandmark(interpret(validation, predictions))
 */
export function errorByLandmark(result: Interpretation, options: FigureOptions = {}): Figure {
  const { unit } = result;
  const { landmarkSet } = result.samples;
  const { names } = landmarkSet;
  const landmarks = landmarkErrorsOf(result);
  const ranked = [...landmarks].sort((a, b) => b.mean - a.mean);
  const text = (value: number) => valueText(value, result);
  const shown = options.caption ?? caption(ranked, unit, discScale(result, landmarks).words, subjectOf(landmarkSet));
  const rows = tableHtml(ranked, [
    { title: 'Landmark', value: ({ landmark }) => landmark },
    ...(names ? [{ title: 'Name', value: ({ name }: LandmarkError) => name }] : []),
    { title: 'Part', value: ({ part }) => part },
    { title: `Mean error (${unit})`, value: ({ mean }) => mean },
  ]);
  const parts = errorByPart(landmarks);
  const body = html`<faces-tips class="faces-landmarks">
      ${meanFace(result, landmarks, text, shown)}
      <div>${parts.length > 1 && partBars(parts, text)}${ramp(text(ranked[0]?.mean ?? NaN))}</div>
    </faces-tips>
    <details class="faces-details"><summary>All landmarks as a table</summary>${rows}</details>`;
  return new Figure('figure', body, shown, options);
}

function partBars(parts: ReturnType<typeof errorByPart>, text: (value: number) => string): Html {
  const bars = parts.map(({ part, mean, count }) => {
    const share = Math.round((1000 * mean) / parts[0]!.mean) / 10;
    return html`<tr>
      <th scope="row">${part}</th><td>${counted(count, 'landmark')}</td>
      <td><i style="width:${share}%"></i></td><td class="faces-number-cell">${text(mean)}</td>
    </tr>`;
  });
  return html`<table class="faces-bars"><caption>Mean error by part</caption><tbody>${bars}</tbody></table>`;
}

/** The color scale of the discs, from zero. */
const ramp = (largest: string): Html =>
  html`<p class="faces-scale"><span>0</span><span class="faces-ramp"></span><span>${largest}</span></p>`;

/** Mean errors of the parts of the face and their numbers of landmarks, the largest error first. */
export function errorByPart(landmarks: readonly Pick<LandmarkError, 'part' | 'mean'>[]) {
  const parts = rollups(
    landmarks,
    (ones) => ({ mean: mean(ones, (one) => one.mean)!, count: ones.length }),
    ({ part }) => part,
  );
  return parts.map(([part, one]) => ({ part, ...one })).sort((a, b) => b.mean - a.mean);
}

function caption(landmarks: readonly LandmarkError[], unit: string, radius: string, subject: string): string {
  const value = (mean: number) => valueText(mean, { unit });
  const { highest, lowest, tied } = extremes(landmarks, ({ mean }) => mean, value);
  const places = (ones: readonly LandmarkError[]) =>
    ones.length > 3
      ? `${ones.length} landmarks (${value(ones[0]!.mean)} each)`
      : list(ones.map(({ name, part, mean }) => `${name} (${part}, ${value(mean)})`));
  const all = landmarks.length > 1 ? `All landmarks: ${value(highest[0]!.mean)}.` : `${places(highest)}.`;
  const errors = tied ? all : `Largest: ${places(highest)}; smallest: ${places(lowest)}.`;
  const parts = extremes(errorByPart(landmarks), ({ mean }) => mean, value);
  const [worst] = parts.highest;
  const byPart =
    parts.tied || parts.highest.length > 1 ? '' : ` Worst part: ${worst!.part} (mean ${value(worst!.mean)}).`;
  return `Mean error of each landmark on the mean ${subject} (the radius of each disc is ${radius}). ${errors.charAt(0).toUpperCase()}${errors.slice(1)}${byPart}`;
}
