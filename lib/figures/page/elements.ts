type Attributes = Record<string, string | boolean | EventListener>;

/** Makes an element. Attributes: text as it is, true or false as set or not, functions as event listeners. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (typeof value === 'string') element.setAttribute(key, value);
    else element.toggleAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** A button that is pressed or not. */
export function toggle(label: string, pressed: boolean, change: (pressed: boolean) => void): HTMLButtonElement {
  const button = el('button', { type: 'button', 'aria-pressed': String(pressed) }, label);
  button.addEventListener('click', () => {
    const now = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(now));
    change(now);
  });
  return button;
}

/** The data that an element brings along. */
export function readData<T>(element: Element): T {
  const block = element.querySelector(':scope > script[type="application/json"]');
  return JSON.parse(block?.textContent ?? 'null') as T;
}

/** Saves text or a data URI as a file of the reader's. */
export function download(name: string, content: string, type: string): void {
  const url = content.startsWith('data:') ? content : URL.createObjectURL(new Blob([content], { type }));
  el('a', { href: url, download: name }).click();
  if (url !== content) setTimeout(() => URL.revokeObjectURL(url), 1000);
}
