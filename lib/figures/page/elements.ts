type Attributes = Record<string, string | boolean | EventListener>;

/** Makes an element. @param attributes Strings, booleans for attributes without a value, functions for events. */
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

/** A button with two states. @param change Called with the new state. */
export function toggle(label: string, pressed: boolean, change: (pressed: boolean) => void): HTMLButtonElement {
  const button = el('button', { type: 'button', 'aria-pressed': String(pressed) }, label);
  button.addEventListener('click', () => {
    const now = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(now));
    change(now);
  });
  return button;
}

/** The data in an element's `<script type="application/json">`; null where there is none. */
export function readData<T>(element: Element): T {
  const block = element.querySelector(':scope > script[type="application/json"]');
  return JSON.parse(block?.textContent ?? 'null') as T;
}

/** Lets the reader save text or a data URI as a file. */
export function download(name: string, content: string, type: string): void {
  const url = content.startsWith('data:') ? content : URL.createObjectURL(new Blob([content], { type }));
  el('a', { href: url, download: name }).click();
  if (url !== content) setTimeout(() => URL.revokeObjectURL(url), 1000);
}
