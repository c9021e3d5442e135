import { el } from '../../../figures/page/elements';

/** A slider with its name and value: for the keyboard, and for exact settings. */
export interface Slider {
  readonly element: HTMLElement;
  value: number;
}

/** What a slider is for. */
export interface SliderOptions {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Written after the value, with a space where one is wanted. */
  readonly unit: string;
  readonly onInput: (value: number) => void;
}

/**
 * Makes a slider for integers.
 *
 * @param options Its name, range, unit, and what its input changes.
 * @returns The slider; setting its value does not call `onInput`.
 */
export function slider({ label, min, max, unit, onInput }: SliderOptions): Slider {
  const onChange = (): void => {
    show();
    onInput(Number(input.value));
  };
  const input = el('input', { type: 'range', min: String(min), max: String(max), step: '1', input: onChange });
  const shown = el('output');
  const show = (): void => void (shown.value = `${input.value}${unit}`);
  return {
    element: el('label', {}, el('span', {}, label), input, shown),
    get value() {
      return Number(input.value);
    },
    set value(value) {
      input.value = String(value);
      show();
    },
  };
}
