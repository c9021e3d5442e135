import { html } from '../html';
import type { Html } from '../html';
import type { FacePart } from '../landmarks/landmark-set';
import { IMAGE_WIDTH } from './marks';

/** Parts of a face as lines, which stand for a photo where none may be shown: data of SVG paths, in drawing units. */
export interface LineDrawing {
  readonly truth: string;
  readonly prediction?: string;
}

/**
 * The parts of a face through its landmarks.
 *
 * @param parts Of the landmark set.
 * @param points All landmarks of the set in drawing units: x0, y0, x1, y1, ...; lines leave out those that are NaN.
 * @returns Data of an SVG path; empty without parts.
 * @example partLines([{ name: 'brow', landmarks: [0, 1], closed: false }], [10, 20, 30, 20]) // 'M10 20L30 20'
 */
export function partLines(parts: readonly FacePart[], points: ArrayLike<number>): string {
  const place = (landmark: number) => [points[2 * landmark], points[2 * landmark + 1]] as const;
  return parts
    .map(({ landmarks, closed }) => {
      const known = landmarks.map(place).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
      const isWhole = known.length === landmarks.length;
      return known.length < 2
        ? ''
        : `M${known.map(([x, y]) => `${Math.round(x!)} ${Math.round(y!)}`).join('L')}${closed && isWhole ? 'z' : ''}`;
    })
    .join('');
}

/**
 * A drawing as large as the image for which it stands.
 *
 * @param height Of the image where its width is 200.
 * @param lines Nothing but the ground by default.
 */
export function drawingOf(height: number, { truth = '', prediction = '' }: Partial<LineDrawing> = {}): Html {
  return html`<rect class="faces-ground" width="${IMAGE_WIDTH}" height="${height}"/>${line('truth', truth)}${line('prediction', prediction)}`;
}

const line = (kind: keyof LineDrawing, d: string): Html | false =>
  d !== '' && html`<path class="faces-drawing faces-drawing-${kind}" d="${d}"/>`;
