import { el } from '../../../figures/page/elements';
import type { Size } from '../../../geometry';
import { slider } from './controls';
import { scaled } from './crop';
import type { Crop } from './crop';

/** Sliders for the frame's place, size and rotation, relative to where it was at first, and a button back to that. */
export class FrameControls {
  private crop!: Crop;
  private start!: Crop;
  private photo!: Size;
  private readonly across = slider({ ...OFFSET, label: 'Horizontal', onInput: (value) => this.move('x', value) });
  private readonly down = slider({ ...OFFSET, label: 'Vertical', onInput: (value) => this.move('y', value) });
  private readonly size = slider({
    label: 'Size',
    min: 25,
    max: 200,
    unit: '%',
    onInput: (value) => this.resize(value),
  });
  private readonly turn = slider({
    label: 'Rotation',
    min: -180,
    max: 180,
    unit: '°',
    onInput: (value) => this.rotate(value),
  });
  readonly element: HTMLElement;

  /**
   * @param onChange Called with the frame that the reader wants.
   */
  constructor(private readonly onChange: (crop: Crop) => void) {
    const sliders = [this.across, this.down, this.size, this.turn].map(({ element }) => element);
    const reset = el('button', { type: 'button', click: () => this.onChange(this.start) }, 'Reset');
    this.element = el('div', { class: 'sliders' }, ...sliders, reset);
  }

  /**
   * Shows where the frame is.
   *
   * @param crop The frame.
   * @param start The frame at first.
   * @param photo The photo's size.
   */
  show(crop: Crop, start: Crop, photo: Size): void {
    Object.assign(this, { crop, start, photo });
    this.across.value = Math.round(((crop.x - start.x) / photo.width) * 100);
    this.down.value = Math.round(((crop.y - start.y) / photo.height) * 100);
    this.size.value = Math.round((crop.width / start.width) * 100);
    this.turn.value = Math.round(crop.turn);
  }

  private move(axis: 'x' | 'y', percent: number): void {
    const side = axis === 'x' ? this.photo.width : this.photo.height;
    this.onChange({ ...this.crop, [axis]: this.start[axis] + (percent / 100) * side });
  }

  private resize(percent: number): void {
    this.onChange(scaled(this.crop, (this.start.width * percent) / 100 / this.crop.width));
  }

  private rotate(degrees: number): void {
    this.onChange({ ...this.crop, turn: degrees });
  }
}

const OFFSET = { min: -50, max: 50, unit: '%' };
