import { html } from '../html';
import type { Html } from '../html';

/** Class of the notes of `lib/notebook/learning-words.ts` that a network has learned nothing. */
const MARK = /class="faces-unlearned"/;

/** Whether this part of a section is one that `foldUnlearned` has folded away. */
export const isFold = ({ text }: Html): boolean => text.startsWith('<details class="folded">');

/** Begins with a heading of the third level. */
const SUBSECTION = /^\s*<div class="text">\s*<h3/;

/**
 * Folds away what describes a network that has learned nothing: the parts of a section after the note that says so, to
 * the end of the section, or of the subsection if the note stands in one.
 *
 * @param parts What a section consists of, in its order.
 * @returns The same parts, some of them inside one that can be opened.
 */
export function foldUnlearned(parts: readonly Html[]): readonly Html[] {
  const at = parts.findIndex(({ text }) => MARK.test(text));
  if (at < 0) return parts;
  const isInSubsection = parts.slice(0, at + 1).some(({ text }) => SUBSECTION.test(text));
  const next = parts.findIndex(({ text }, i) => i > at && SUBSECTION.test(text));
  const end = isInSubsection && next > 0 ? next : parts.length;
  const hidden = parts.slice(at + 1, end);
  if (hidden.length === 0) return parts;
  const folded = html`<details class="folded">
    <summary>Show what this network gives all the same</summary>
    ${hidden}
  </details>`;
  return [...parts.slice(0, at + 1), folded, ...foldUnlearned(parts.slice(end))];
}
