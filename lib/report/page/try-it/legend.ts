import { drawMarks, MARK_NAMES } from '../../../figures/marks';
import { el } from '../../../figures/page/elements';

/**
 * Explains the marks in the drawing.
 *
 * @param kinds Which marks there are.
 * @returns One line.
 */
export function legend({ truth, found }: { readonly truth: boolean; readonly found: boolean }): HTMLElement {
  const line = el('p', { class: 'legend' });
  const entries = [
    entry(drawMarks({ prediction: [8, 5] }, 0.9).text, 'prediction', MARK_NAMES.prediction),
    ...(truth ? [entry(drawMarks({ truth: [8, 5] }, 0.9).text, 'truth', `${MARK_NAMES.truth}: the right place`)] : []),
    entry('<path class="frame" d="M2 1H14V9H2Z"/>', 'frame', 'What the network sees'),
    ...(found ? [entry('<path class="found" d="M2 1H14V9H2Z"/>', 'found', 'Other faces found')] : []),
  ];
  line.append(...entries);
  return line;
}

function entry(mark: string, kind: string, name: string): HTMLElement {
  const span = el('span', { class: kind });
  span.innerHTML = `<svg class="marks" viewBox="0 0 16 10" aria-hidden="true">${mark}</svg>`;
  span.append(name);
  return span;
}
