import { drawMarks, toDrawing } from '../../../figures/marks';
import type { FacePart } from '../../../landmarks/landmark-set';
import { toPhoto   } from './view-window';
import type {Point, ViewWindow} from './view-window';

/** A photo to look at, from the report or from the reader. */
export interface Photo {
  readonly image: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  readonly url: string;
}

/** What is drawn on the photo. */
export interface SceneContents {
  readonly window: ViewWindow;
  /** As fractions of the window. */
  readonly predicted: ArrayLike<number>;
  /** In photo pixels. */
  readonly truth: ArrayLike<number>;
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

/** Units of the drawing that a photo is wide, whatever its pixels; marks are made for this. */
const WIDTH = 200;

/** The photo, the window on it, and the landmarks, as one SVG drawing. */
export class Scene {
  readonly svg = svg('svg', { class: 'scene', role: 'img' });
  private readonly image = svg('image', {});
  private readonly shade = svg('path', { class: 'shade', 'fill-rule': 'evenodd' });
  private readonly frame = svg('path', { class: 'frame' });
  private readonly lines = svg('path', { class: 'parts' });
  private readonly marks = svg('g', {});
  private readonly corner = svg('circle', { class: 'handle', 'data-handle': 'size', r: '4' });
  private readonly stem = svg('circle', { class: 'handle', 'data-handle': 'turn', r: '4' });
  private photo: Photo | undefined;

  constructor() {
    this.svg.append(this.image, this.shade, this.frame, this.lines, this.marks, this.corner, this.stem);
  }

  /** Photo pixels of a place on the screen. */
  at(event: { clientX: number; clientY: number }): Point {
    const box = this.svg.getBoundingClientRect();
    const { width = 1, height = 1 } = this.photo ?? {};
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  }

  show(photo: Photo): void {
    this.photo = photo;
    const height = (WIDTH * photo.height) / photo.width;
    this.svg.setAttribute('viewBox', `0 0 ${WIDTH} ${height}`);
    set(this.image, { href: photo.url, width: WIDTH, height });
  }

  draw({ window, predicted, truth, parts, description }: SceneContents): void {
    const { width, height } = this.photo!;
    const scale = WIDTH / width;
    const drawn = ([x, y]: Point): Point => [x * scale, y * scale];
    const corners = CORNERS.map((corner) => drawn(toPhoto(window, corner)));
    const outline = path(corners, true);
    set(this.frame, { d: outline });
    set(this.shade, { d: `M0 0H${WIDTH}V${height * scale}H0Z${outline}` });
    place(this.corner, corners[2]!, width * scale, height * scale);
    place(this.stem, drawn(toPhoto(window, [0.5, 0])), width * scale, height * scale);
    const landmarks = pairs(predicted).map((landmark) => drawn(toPhoto(window, landmark)));
    set(this.lines, {
      d: parts
        .map((part) =>
          path(
            part.landmarks.map((i) => landmarks[i]!),
            part.closed,
          ),
        )
        .join(''),
    });
    const fractions = Array.from(truth, (value, i) => value / (i % 2 === 0 ? width : height));
    const marks = {
      truth: toDrawing(fractions, height * scale),
      prediction: landmarks.flat().map((value) => Math.round(value * 10) / 10),
    };
    this.marks.innerHTML = drawMarks(marks, landmarks.length > 1 ? 0.5 : 0.8).text;
    this.svg.setAttribute('aria-label', description);
  }
}

/** Neighboring numbers as landmarks. */
export const pairs = (numbers: ArrayLike<number>): Point[] =>
  Array.from({ length: Math.floor(numbers.length / 2) }, (_, i): Point => [numbers[2 * i]!, numbers[2 * i + 1]!]);

const path = (landmarks: readonly Point[], closed: boolean): string =>
  landmarks.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('') + (closed ? 'Z' : '');

/** Handles stay inside the image, where they can be reached. */
function place(handle: SVGElement, [x, y]: Point, width: number, height: number): void {
  set(handle, { cx: Math.min(width - 5, Math.max(5, x)), cy: Math.min(height - 5, Math.max(5, y)) });
}

function svg(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  set(element, attributes);
  return element;
}

function set(element: SVGElement, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
