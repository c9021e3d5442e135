import { el } from '../../../figures/page/elements';
import type { Size } from '../../../geometry';

/** Exactly what the network sees, pixel by pixel, with the landmarks it finds. */
export class NetworkView {
  private readonly canvas = el('canvas', { role: 'img' });
  private readonly caption = el('p');
  readonly element = el('div', { class: 'network-view' }, this.canvas, this.caption);

  /**
   * Draws a prediction.
   *
   * @param gray Gray levels 0..255, shape [height, width].
   * @param landmarks Fractions of the image's width and height.
   * @param size The image's size.
   */
  draw(gray: Uint8Array, landmarks: Float32Array, { width, height }: Size): void {
    this.resize({ width, height });
    const context = this.canvas.getContext('2d')!;
    const image = context.createImageData(width, height);
    gray.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
    context.putImageData(image, 0, 0);
    const dot = Math.max(1, width / 90);
    for (let i = 0; i < landmarks.length; i += 2) {
      const [x, y] = [landmarks[i]! * width, landmarks[i + 1]! * height];
      context.fillStyle = '#000';
      context.fillRect(x - dot, y - dot, 2 * dot, 2 * dot);
      context.fillStyle = '#ffd60a';
      context.fillRect(x - 0.6 * dot, y - 0.6 * dot, 1.2 * dot, 1.2 * dot);
    }
  }

  private resize({ width, height }: Size): void {
    const caption = `Network input, ${width}x${height} pixels`;
    if (this.caption.textContent === caption) return;
    Object.assign(this.canvas, { width, height });
    this.canvas.setAttribute('aria-label', caption);
    this.caption.textContent = caption;
  }
}
