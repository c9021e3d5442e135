import { drawMarks, IMAGE_WIDTH, toDrawing } from '../../../figures/marks';
import type { Size } from '../../../geometry';
import type { FacePart } from '../../../landmarks/landmark-set';
import { toPhoto } from './crop';
import type { Crop, Point } from './crop';

/** A photo to look at, from the report or from the reader. */
export interface Photo extends Size {
  readonly image: CanvasImageSource;
  readonly url: string;
}

/** What is drawn on the photo. */
export interface SceneContents {
  readonly crop: Crop;
  /** Predicted landmarks as fractions of the crop. */
  readonly predicted: ArrayLike<number>;
  /** True landmarks in photo pixels; null for missing ones. */
  readonly truth: readonly (number | null)[];
  /** Polylines through the predicted landmarks. */
  readonly parts: readonly FacePart[];
  /** For readers who do not see it. */
  readonly description: string;
}

const CORNERS: readonly Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** The photo with the crop's frame and the landmarks, as one SVG drawing. */
export class Scene {
  readonly svg = svg('svg', { class: 'scene', role: 'img' });
  private readonly image = svg('image');
  private readonly shade = svg('path', { class: 'shade', 'fill-rule': 'evenodd' });
  private readonly frame = svg('path', { class: 'frame' });
  private readonly lines = svg('path', { class: 'parts' });
  private readonly marks = svg('g');
  private readonly sizeHandle = svg('circle', { class: 'handle', 'data-handle': 'size', r: '4' });
  private readonly turnHandle = svg('circle', { class: 'handle', 'data-handle': 'turn', r: '4' });
  private photo: Photo | undefined;

  constructor() {
    this.svg.append(this.image, this.shade, this.frame, this.lines, this.marks, this.sizeHandle, this.turnHandle);
  }

  /**
   * Converts a place on the screen to photo pixels.
   *
   * @param event An event of the mouse or a finger.
   * @returns Photo pixels.
   */
  at(event: { clientX: number; clientY: number }): Point {
    const box = this.svg.getBoundingClientRect();
    const { width = 1, height = 1 } = this.photo ?? {};
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  }

  /**
   * Shows another photo; what is drawn on it stays until `draw`.
   *
   * @param photo The photo.
   */
  show(photo: Photo): void {
    this.photo = photo;
    const height = (IMAGE_WIDTH * photo.height) / photo.width;
    this.svg.setAttribute('viewBox', `0 0 ${IMAGE_WIDTH} ${height}`);
    set(this.image, { href: photo.url, width: IMAGE_WIDTH, height });
  }

  /**
   * Draws a prediction on the photo.
   *
   * @param contents The crop and the landmarks.
   */
  draw({ crop, predicted, truth, parts, description }: SceneContents): void {
    const { width, height } = this.photo!;
    const scale = IMAGE_WIDTH / width;
    const drawn = ([x, y]: Point): Point => [x * scale, y * scale];
    const size = { width: IMAGE_WIDTH, height: height * scale };
    const corners = CORNERS.map((corner) => drawn(toPhoto(crop, corner)));
    const outline = path(corners, true);
    set(this.frame, { d: outline });
    set(this.shade, { d: `M0 0H${size.width}V${size.height}H0Z${outline}` });
    place(this.sizeHandle, corners[2]!, size);
    place(this.turnHandle, drawn(toPhoto(crop, [0.5, 0])), size);
    const landmarks = pairs(predicted).map((landmark) => drawn(toPhoto(crop, landmark)));
    const lines = parts.map((part) => {
      const ends = part.landmarks.map((i) => landmarks[i]!);
      return path(ends, part.closed);
    });
    set(this.lines, { d: lines.join('') });
    const fractions = truth.map((value, i) => (value ?? NaN) / (i % 2 === 0 ? width : height));
    const marks = {
      truth: toDrawing(fractions, size.height),
      prediction: landmarks.flat().map((value) => Math.round(value * 10) / 10),
    };
    this.marks.innerHTML = drawMarks(marks, landmarks.length > 1 ? 0.5 : 0.8).text;
    this.svg.setAttribute('aria-label', description);
  }
}

/**
 * Coordinates as points.
 *
 * @param numbers Coordinates x0, y0, x1, y1, ...
 * @returns One point for each pair.
 */
export const pairs = (numbers: ArrayLike<number>): Point[] =>
  Array.from({ length: Math.floor(numbers.length / 2) }, (_, i): Point => [numbers[2 * i]!, numbers[2 * i + 1]!]);

const path = (points: readonly Point[], closed: boolean): string =>
  points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('') + (closed ? 'Z' : '');

/** Handles stay inside the image, where they can be reached. */
function place(handle: SVGElement, [x, y]: Point, { width, height }: Size): void {
  set(handle, { cx: Math.min(width - 5, Math.max(5, x)), cy: Math.min(height - 5, Math.max(5, y)) });
}

function svg(name: string, attributes: Record<string, string> = {}): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  set(element, attributes);
  return element;
}

function set(element: SVGElement, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
