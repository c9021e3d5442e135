import { showProgress } from '../progress';
import type { Progress } from '../progress';
import { escapeHtml } from '../html';
import { inNotebook, showHtml } from './kernel';
import { duration } from '../format';

/** Work that is done sooner shows no progress. */
const SHORT = 2000;

/**
 * Shows how far something is: below a notebook's running cell, where it goes away in the end, or in the terminal.
 *
 * @param title What is going on, e.g. `Finding faces`.
 * @param total How much there is of it, in units.
 */
export function liveProgress(title: string, total: number, unit: string): Progress {
  if (!inNotebook()) return showProgress(title, total, unit);
  const begin = Date.now();
  let update: ((html: string) => void) | undefined;
  let last = 0;
  return {
    update(done) {
      const now = Date.now();
      if (now - begin < SHORT || now - last < 250) return;
      last = now;
      const left = duration(((now - begin) / 1000) * (total / done - 1));
      const html = progressHtml(title, `${done} of ${total} ${unit}, ${left} to go`, done / total);
      if (update) update(html);
      else update = showHtml(html);
    },
    stop: () => update?.(''),
  };
}

function progressHtml(title: string, text: string, share: number): string {
  return (
    `<div class="faces-figure faces-live" data-progress="${escapeHtml(`${title}: ${text}`)}">` +
    `<p class="faces-live-title"><strong>${escapeHtml(title)}</strong> ${escapeHtml(text)}</p>` +
    `<progress max="1" value="${share.toFixed(3)}" aria-label="${escapeHtml(title)}"></progress></div>`
  );
}
