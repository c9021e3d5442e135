import { el } from '../../../figures/page/elements';
import type { Size } from '../../../geometry';
import { pairs } from './crop';

/** Width of the image in pixels of the canvas, so that the marks are finer than the network's pixels. */
const WIDTH = 640;

/** Exactly what the network sees, pixel by pixel, with the landmarks it finds. */
export class NetworkView {
  private readonly canvas = el('canvas', { role: 'img' });
  private readonly caption = el('p');
  readonly element = el('div', { class: 'network-view' }, this.canvas, this.caption);

  /**
   * Draws what the network sees, and its prediction.
   *
   * @param gray Gray levels 0..255, shape [height, width].
   * @param landmarks Fractions of the image's width and height; none before a prediction.
   * @param size The image's size.
   */
  draw(gray: Uint8Array, landmarks: ArrayLike<number>, { width, height }: Size): void {
    const caption = `What the network sees: ${width}x${height} pixels, in gray`;
    this.canvas.setAttribute('aria-label', caption);
    this.caption.textContent = caption;
    const zoom = Math.ceil(WIDTH / width);
    Object.assign(this.canvas, { width: zoom * width, height: zoom * height });
    const context = this.canvas.getContext('2d')!;
    const image = context.createImageData(width, height);
    gray.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
    context.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.canvas, 0, 0, width, height, 0, 0, zoom * width, zoom * height);
    const places = pairs(landmarks);
    const radius = zoom * width * (places.length > 1 ? 0.007 : 0.014);
    context.lineWidth = radius / 2;
    context.fillStyle = '#ffd60a';
    for (const [x, y] of places) {
      context.beginPath();
      context.arc(x * zoom * width, y * zoom * height, radius, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }
}
