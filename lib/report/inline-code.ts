import { html } from '../html';
import type { Html } from '../html';

/** Longer words may break: they would not fit on a phone. */
const LONGEST = 32;

/**
 * Code inside a sentence. It breaks between its words only, not at the hyphens of `--learning-rate`.
 *
 * @param code The code.
 * @returns A `<code>` element.
 */
export function inlineCode(code: string): Html {
  const words = code
    .split(/(\s+)/)
    .map((word) => (word.includes('-') && word.length <= LONGEST ? html`<span class="word">${word}</span>` : word));
  return html`<code>${words}</code>`;
}
