import { showHtml } from '../figures/kernel';
import { trainingDisplay } from '../figures/training-display';
import { html } from '../html';
import type { SweepDisplay } from '../runs/progress';
import type { RunSpec } from '../runs/run';
import { LiveSweep } from './live-sweep';

/**
 * Shows a sweep below the running cell, in one place that changes: a single run with its curves, several with a curve for
 * each and a row for each variation. Which runs came from the cache is said apart from it. Reports leave out both, but
 * keep which runs have failed.
 */
export function notebookDisplay(): SweepDisplay {
  let display: SweepDisplay | undefined;
  return {
    begin(todo, note) {
      if (note) showHtml(html`<p class="faces-live faces-note">${note}</p>`);
      if (todo.length === 0) return;
      display = todo.length === 1 ? single(todo[0]!) : new LiveSweep(todo);
      display.begin(todo, note);
    },
    batch: (run, progress) => display?.batch(run, progress),
    epoch: (run, record) => display?.epoch(run, record),
    end: (...given) => display?.end(...given),
    fail(run, reason) {
      showHtml(html`<p class="faces-note"><strong>${run.label} failed.</strong> ${reason}</p>`);
      display?.fail(run, reason);
    },
    close: () => display?.close(),
  };
}

function single(run: RunSpec): SweepDisplay {
  const live = trainingDisplay(run.parameters.epochs, run.label);
  return {
    begin: () => undefined,
    batch: (_, progress) => live.onBatch(progress),
    epoch: (_, record) => live.onEpoch(record),
    end: () => undefined,
    fail: () => undefined,
    close: () => live.close(),
  };
}
