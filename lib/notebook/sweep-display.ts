import { escapeHtml } from '../html';
import { showHtml } from '../figures/kernel';
import { duration, significant } from '../format';
import { trainingDisplay } from '../figures/training-display';
import type { EpochRecord } from '../training/record';
import type { RunSpec } from '../runs/run';
import { SweepClock } from '../runs/progress';
import type { SweepDisplay } from '../runs/progress';

/** Shows a sweep below the running cell, in one place that changes: a single run with its curves, several as bars. */
export function notebookDisplay(): SweepDisplay {
  let display: SweepDisplay | undefined;
  return {
    begin(todo, note) {
      if (todo.length === 0) return void showHtml(`<p class="faces-note">${escapeHtml(note)}</p>`);
      display = todo.length === 1 ? single(todo[0]!) : several(todo);
      display.begin(todo, note);
    },
    epoch: (run, record) => display?.epoch(run, record),
    end: (run) => display?.end(run),
    close: () => display?.close(),
  };
}

function single(run: RunSpec): SweepDisplay {
  const live = trainingDisplay(run.parameters.epochs, run.label);
  return {
    begin: () => undefined,
    epoch: (_, record) => live.onEpoch(record),
    end: () => undefined,
    close: () => live.close(),
  };
}

function several(todo: readonly RunSpec[]): SweepDisplay {
  const time = new SweepClock(todo);
  const working = new Map<RunSpec, EpochRecord>();
  let finished = 0;
  let said = '';
  let update: ((html: string) => void) | undefined;
  const show = (): void => {
    const html = sweepHtml(time, todo.length, finished, said, [...working]);
    if (update) update(html);
    else update = showHtml(html);
  };
  return {
    begin(_, note) {
      said = note;
      show();
    },
    epoch(run, record) {
      time.note(run, record.epoch);
      working.set(run, record);
      show();
    },
    end(run) {
      working.delete(run);
      finished++;
      show();
    },
    close: show,
  };
}

function sweepHtml(
  time: SweepClock,
  runs: number,
  finished: number,
  note: string,
  working: readonly (readonly [RunSpec, EpochRecord])[],
): string {
  const left = time.secondsLeft;
  const rest = finished === runs ? 'done' : left === undefined ? 'started' : `${duration(left)} to go`;
  const progress = `${finished} of ${runs} runs, ${rest}`;
  const items = working.map(
    ([run, { epoch, validationMse }]) =>
      `<li><progress max="${run.parameters.epochs}" value="${epoch}"></progress> ${escapeHtml(run.label)}: ` +
      `epoch ${epoch} of ${run.parameters.epochs}, validation MSE ${significant(validationMse)}</li>`,
  );
  return (
    `<div class="faces-figure faces-live" data-progress="${escapeHtml(progress)}">` +
    `<p class="faces-live-title"><strong>Training</strong> ${escapeHtml(progress)}. ${escapeHtml(note)}</p>` +
    `<progress max="${time.total}" value="${time.done}" aria-label="All runs"></progress>` +
    `<ul>${items.join('')}</ul></div>`
  );
}
