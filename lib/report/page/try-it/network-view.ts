import { text } from './controls';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Just what the network gets, pixel by pixel, with the points it finds. */
export class NetworkView {
  readonly element = document.createElement('div');
  private readonly canvas = document.createElement('canvas');
  private readonly caption = text('p', '');

  constructor() {
    this.canvas.setAttribute('role', 'img');
    this.element.className = 'network-view';
    this.element.append(this.canvas, this.caption);
  }

  /** @param grey 0..255, shape [height, width] @param points fractions */
  draw(grey: Uint8Array, points: Float32Array, { width, height }: Size): void {
    this.resize(width, height);
    const context = this.canvas.getContext('2d')!;
    const picture = context.createImageData(width, height);
    grey.forEach((value, i) => picture.data.set([value, value, value, 255], 4 * i));
    context.putImageData(picture, 0, 0);
    const dot = Math.max(1, width / 90);
    for (let i = 0; i < points.length; i += 2) {
      context.fillStyle = '#000';
      context.fillRect(points[i]! * width - dot, points[i + 1]! * height - dot, 2 * dot, 2 * dot);
      context.fillStyle = '#ffd60a';
      context.fillRect(points[i]! * width - 0.6 * dot, points[i + 1]! * height - 0.6 * dot, 1.2 * dot, 1.2 * dot);
    }
  }

  private resize(width: number, height: number): void {
    if (this.canvas.width === width && this.canvas.height === height && this.caption.textContent) return;
    Object.assign(this.canvas, { width, height });
    this.canvas.setAttribute('aria-label', `What the network sees: ${width} by ${height} grey pixels`);
    this.caption.textContent = `What the network sees, ${width} x ${height} pixels`;
  }
}
