/** A slider with its name and value, for the keyboard and for exact settings. */
export interface Slider {
  readonly element: HTMLElement;
  value: number;
}

export interface SliderOptions {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
  readonly onInput: (value: number) => void;
}

export function slider({ label, min, max, step, unit, onInput }: SliderOptions): Slider {
  const element = document.createElement('label');
  const input = document.createElement('input');
  const shown = document.createElement('output');
  Object.assign(input, { type: 'range', min: String(min), max: String(max), step: String(step) });
  element.append(text('span', label), input, shown);
  const show = (): void => void (shown.value = `${Number(input.value)}${unit}`);
  input.addEventListener('input', () => {
    show();
    onInput(Number(input.value));
  });
  return {
    element,
    get value() {
      return Number(input.value);
    },
    set value(value) {
      input.value = String(value);
      show();
    },
  };
}

export function button(label: string, onClick: () => void): HTMLButtonElement {
  const element = text('button', label);
  element.type = 'button';
  element.addEventListener('click', onClick);
  return element;
}

export function text<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: string,
  className = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = content;
  if (className) element.className = className;
  return element;
}

/** A button that opens an image file, and a place to drop one on. */
export function photoInput(target: HTMLElement, onPhoto: (file: File) => void): HTMLElement {
  const element = text('label', 'Your own photo', 'photo-input');
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/*';
  input.addEventListener('change', () => input.files?.[0] && onPhoto(input.files[0]));
  element.append(input);
  target.addEventListener('dragover', (event) => event.preventDefault());
  target.addEventListener('drop', (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) onPhoto(file);
  });
  return element;
}
