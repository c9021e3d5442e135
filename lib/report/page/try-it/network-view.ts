import type { Size } from '../../../geometry';
import { text } from './controls';

/** Just what the network gets, pixel by pixel, with the landmarks it finds. */
export class NetworkView {
  readonly element = document.createElement('div');
  private readonly canvas = document.createElement('canvas');
  private readonly caption = text('p', '');

  constructor() {
    this.canvas.setAttribute('role', 'img');
    this.element.className = 'network-view';
    this.element.append(this.canvas, this.caption);
  }

  /** @param gray 0..255, shape [height, width] @param landmarks fractions */
  draw(gray: Uint8Array, landmarks: Float32Array, { width, height }: Size): void {
    this.resize(width, height);
    const context = this.canvas.getContext('2d')!;
    const image = context.createImageData(width, height);
    gray.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
    context.putImageData(image, 0, 0);
    const dot = Math.max(1, width / 90);
    for (let i = 0; i < landmarks.length; i += 2) {
      context.fillStyle = '#000';
      context.fillRect(landmarks[i]! * width - dot, landmarks[i + 1]! * height - dot, 2 * dot, 2 * dot);
      context.fillStyle = '#ffd60a';
      context.fillRect(landmarks[i]! * width - 0.6 * dot, landmarks[i + 1]! * height - 0.6 * dot, 1.2 * dot, 1.2 * dot);
    }
  }

  private resize(width: number, height: number): void {
    if (this.canvas.width === width && this.canvas.height === height && this.caption.textContent) return;
    Object.assign(this.canvas, { width, height });
    this.canvas.setAttribute('aria-label', `What the network sees: ${width} by ${height} gray pixels`);
    this.caption.textContent = `What the network sees, ${width} x ${height} pixels`;
  }
}
