import { drawMarks } from '../../../figures/marks';
import { el } from '../../../figures/page/elements';
import type { Box } from '../../../geometry';
import type { FacePart } from '../../../landmarks/landmark-set';
import { boundsOf, pairs, toPhoto } from './crop';
import type { Crop, Point } from './crop';
import type { Photo } from './photos';

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

/** Width of the drawing in its own units, whatever the photo's size. */
const WIDTH = 200;

/** How far the drawing may reach beyond the photo, as a fraction of the photo's longer side. */
const MOST_MARGIN = 0.35;

const CORNERS: readonly Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** The photo with the crop's frame, the landmarks and the faces to choose from. */
export class Scene {
  readonly svg = svg('svg', { role: 'img' });
  private readonly media = el('div', { class: 'media' });
  readonly element = el('div', { class: 'scene' }, this.media, this.svg);
  private readonly faces = svg('g', { class: 'found' });
  private readonly shade = svg('path', { class: 'shade', 'fill-rule': 'evenodd' });
  private readonly frame = svg('path', { class: 'frame' });
  private readonly lines = svg('path', { class: 'parts' });
  private readonly marks = svg('g', { class: 'marks' });
  private readonly sizeHandle = svg('circle', { class: 'handle', 'data-handle': 'size', r: '4' });
  private readonly turnHandle = svg('circle', { class: 'handle', 'data-handle': 'turn', r: '4' });
  /** The part of the plane that is shown, in photo pixels: the photo, and what the frame needs around it. */
  private view: Box = { x: 0, y: 0, width: 1, height: 1 };

  constructor() {
    const { shade, frame, lines, marks, faces, sizeHandle, turnHandle } = this;
    this.svg.append(shade, frame, lines, marks, faces, sizeHandle, turnHandle);
  }

  /** The gray level beyond the photo's edge, 0..255. */
  set background(level: number) {
    this.element.style.background = `rgb(${level} ${level} ${level})`;
  }

  /** Drawing units per pixel of the photo. */
  private get scale(): number {
    return WIDTH / this.view.width;
  }

  /**
   * Converts a place on the screen to photo pixels.
   *
   * @param event An event of the mouse or a finger.
   * @returns Photo pixels.
   */
  at(event: { clientX: number; clientY: number }): Point {
    const box = this.svg.getBoundingClientRect();
    const { x, y, width, height } = this.view;
    return [
      x + ((event.clientX - box.left) / box.width) * width,
      y + ((event.clientY - box.top) / box.height) * height,
    ];
  }

  /**
   * Shows another photo, with nothing drawn on it.
   *
   * @param photo The photo.
   * @param crop What else must be in view, as far as there is room.
   */
  show(photo: Photo, crop?: Crop): void {
    this.view = viewOf(photo, crop);
    const { x, y, width, height } = this.view;
    this.svg.setAttribute('viewBox', `0 0 ${WIDTH} ${WIDTH * (height / width)}`);
    this.element.style.aspectRatio = `${width} / ${height}`;
    const percent = (value: number, of: number): string => `${(100 * value) / of}%`;
    Object.assign(this.media.style, {
      left: percent(-x, width),
      top: percent(-y, height),
      width: percent(photo.width, width),
      height: percent(photo.height, height),
    });
    this.media.replaceChildren(photo.element);
    this.faces.replaceChildren();
    this.clear();
  }

  /** Removes the frame and the landmarks. */
  clear(): void {
    this.svg.classList.add('empty');
    this.svg.setAttribute('aria-label', 'Photo');
  }

  /**
   * Outlines faces that the reader can click.
   *
   * @param faces Their boxes.
   * @param selected The position of the one whose landmarks are shown.
   */
  outline(faces: readonly Crop[], selected: number): void {
    const outlines = faces.map((face, i) => {
      const outline = svg('path', {
        d: this.path(
          CORNERS.map((corner) => toPhoto(face, corner)),
          true,
        ),
      });
      if (i !== selected) outline.setAttribute('data-face', String(i));
      return outline;
    });
    this.faces.replaceChildren(...outlines);
  }

  /**
   * Draws the frame alone.
   *
   * @param crop The crop.
   * @param description For readers who do not see it.
   */
  drawFrame(crop: Crop, description: string): void {
    this.svg.classList.remove('empty');
    const outline = this.path(
      CORNERS.map((corner) => toPhoto(crop, corner)),
      true,
    );
    const height = WIDTH * (this.view.height / this.view.width);
    set(this.frame, { d: outline });
    set(this.shade, { d: `M0 0H${WIDTH}V${height}H0Z${outline}` });
    this.place(this.sizeHandle, toPhoto(crop, [1, 1]), height);
    this.place(this.turnHandle, toPhoto(crop, [0.5, 0]), height);
    set(this.lines, { d: '' });
    this.marks.replaceChildren();
    this.svg.setAttribute('aria-label', description);
  }

  /**
   * Draws a prediction.
   *
   * @param contents The crop and the landmarks.
   */
  draw({ crop, predicted, truth, parts, description }: SceneContents): void {
    this.drawFrame(crop, description);
    const landmarks = pairs(predicted).map((landmark) => toPhoto(crop, landmark));
    const lines = parts.map((part) => {
      const ends = part.landmarks.map((i) => landmarks[i]!);
      return this.path(ends, part.closed);
    });
    // Marks keep their size relative to the face, down to what can be seen.
    const size = Math.max(0.12, (crop.width * this.scale) / (landmarks.length > 1 ? 420 : 260));
    set(this.lines, { d: lines.join(''), 'stroke-width': size });
    const trueLandmarks = pairs(truth.map((value) => value ?? NaN));
    const marks = {
      truth: trueLandmarks.flatMap((place) => this.drawn(place)),
      prediction: landmarks.flatMap((place) => this.drawn(place)),
    };
    this.marks.innerHTML = drawMarks(marks, size).text;
  }

  private drawn([x, y]: Point): Point {
    return [rounded((x - this.view.x) * this.scale), rounded((y - this.view.y) * this.scale)];
  }

  private path(points: readonly Point[], closed: boolean): string {
    return points.map((point, i) => `${i ? 'L' : 'M'}${this.drawn(point).join(' ')}`).join('') + (closed ? 'Z' : '');
  }

  /** Handles stay inside the drawing, where they can be reached. */
  private place(handle: SVGElement, point: Point, height: number): void {
    const [x, y] = this.drawn(point);
    set(handle, { cx: Math.min(WIDTH - 5, Math.max(5, x)), cy: Math.min(height - 5, Math.max(5, y)) });
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function viewOf({ width, height }: Photo, crop: Crop | undefined): Box {
  if (!crop) return { x: 0, y: 0, width, height };
  const most = MOST_MARGIN * Math.max(width, height);
  const bounds = boundsOf(crop);
  const [x, y] = [Math.min(0, Math.max(-most, bounds.x)), Math.min(0, Math.max(-most, bounds.y))];
  const right = Math.max(width, Math.min(width + most, bounds.x + bounds.width));
  const bottom = Math.max(height, Math.min(height + most, bounds.y + bounds.height));
  return { x, y, width: right - x, height: bottom - y };
}

function svg(name: string, attributes: Record<string, string> = {}): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  set(element, attributes);
  return element;
}

function set(element: SVGElement, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
