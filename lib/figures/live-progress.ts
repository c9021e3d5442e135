import { fixed } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { terminalProgress, timeToGo } from '../progress';
import type { Progress } from '../progress';
import { inNotebook, showHtml } from './kernel';

/** Work that takes less time, in milliseconds, shows no progress. */
const SHORT = 2000;

/** Minimum time between two updates, in milliseconds. */
const PAUSE = 250;

/**
 * Shows progress below a notebook's running cell, where it disappears at the end; elsewhere in the terminal. For
 * `setProgressDisplay` of `lib/progress`.
 *
 * @param title What is going on, e.g. `Finding faces`.
 * @param total How much there is of it, in units.
 * @param unit Plural of what is counted, e.g. `photos`.
 */
export function liveProgress(title: string, total: number, unit: string): Progress {
  if (!inNotebook()) return terminalProgress(title, total, unit);
  const begin = performance.now();
  let update: ((html: Html) => void) | undefined;
  let last = 0;
  return {
    update(done) {
      const now = performance.now();
      if (now - begin < SHORT || now - last < PAUSE) return;
      last = now;
      const state = `${fixed(done, 0)} of ${fixed(total, 0)} ${unit}${timeToGo(begin, done / total)}`;
      const shown = progressHtml(title, state, done / total);
      if (update) update(shown);
      else update = showHtml(shown);
    },
    stop: () => update?.(html``),
  };
}

const progressHtml = (title: string, state: string, part: number): Html =>
  html`<div class="faces-figure faces-live" data-progress="${title}: ${state}">
    <p class="faces-live-title"><strong>${title}</strong> ${state}</p>
    <progress max="1" value="${part.toFixed(3)}" aria-label="${title}"></progress>
  </div>`;
