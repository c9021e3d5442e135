import { showHtml } from '../figures/kernel';
import { trainingDisplay } from '../figures/training-display';
import { duration, significant } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { SweepClock } from '../runs/progress';
import type { SweepDisplay } from '../runs/progress';
import type { RunSpec } from '../runs/run';
import type { EpochRecord } from '../training/record';

/**
 * Shows a sweep below the running cell, in one place that changes: a single run with its curves, several as bars. Which
 * runs came from the cache is said apart from it. Reports leave out both, but keep which runs have failed.
 */
export function notebookDisplay(): SweepDisplay {
  let display: SweepDisplay | undefined;
  return {
    begin(todo, note) {
      if (note) showHtml(html`<p class="faces-live faces-note">${note}</p>`);
      if (todo.length === 0) return;
      display = todo.length === 1 ? single(todo[0]!) : several(todo);
      display.begin(todo, note);
    },
    epoch: (run, record) => display?.epoch(run, record),
    end: (run) => display?.end(run),
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
    epoch: (_, record) => live.onEpoch(record),
    end: () => undefined,
    fail: () => undefined,
    close: () => live.close(),
  };
}

function several(todo: readonly RunSpec[]): SweepDisplay {
  const time = new SweepClock(todo);
  const working = new Map<RunSpec, EpochRecord>();
  let finished = 0;
  let update: ((html: Html) => void) | undefined;
  const show = (): void => {
    const shown = sweepHtml(time, todo.length, finished, [...working]);
    if (update) update(shown);
    else update = showHtml(shown);
  };
  const leave = (run: RunSpec): void => {
    working.delete(run);
    finished++;
    show();
  };
  return {
    begin: show,
    epoch(run, record) {
      time.note(run, record.epoch);
      working.set(run, record);
      show();
    },
    end: leave,
    fail: leave,
    close: show,
  };
}

function sweepHtml(
  time: SweepClock,
  runs: number,
  finished: number,
  working: readonly (readonly [RunSpec, EpochRecord])[],
): Html {
  const left = time.secondsLeft;
  const rest = finished === runs ? 'done' : left === undefined ? 'started' : `${duration(left)} to go`;
  const progress = `${finished} of ${runs} runs, ${rest}`;
  const items = working.map(
    ([run, { epoch, validationMse }]) => html`<li>
      <progress max="${run.parameters.epochs}" value="${epoch}"></progress>
      ${run.label}: epoch ${epoch} of ${run.parameters.epochs}, validation MSE ${significant(validationMse)}
    </li>`,
  );
  return html`<div class="faces-figure faces-live" data-progress="${progress}">
    <p class="faces-live-title"><strong>Training</strong> ${progress}</p>
    <progress max="${time.total}" value="${time.done}" aria-label="All runs"></progress>
    <ul>${items}</ul>
  </div>`;
}
