import { duration } from '../../format';
import type { ExecutionEvent } from '../../report/execute';

/** Shows the progress of a notebook. */
export interface ExecutionProgress {
  onEvent(event: ExecutionEvent): void;
  /** To call once at the end, also after a failure: finishes the line of the last section. */
  end(): void;
}

/** What a cell reports is written to a log no more often than this, in milliseconds. */
const LOG_INTERVAL = 15_000;

/**
 * Shows the progress of a notebook: one line for each finished section with its duration, and in a terminal a last line
 * that changes, with the running section, cell and what the cell itself reports. In a log, what a long cell reports is
 * written every 15 seconds, and a sweep's report after its first epoch and after each run.
 *
 * @param notebook Path of the notebook, shown first.
 * @param output Where to write.
 * @returns To be told each event.
 */
export function executionProgress(notebook: string, output: NodeJS.WriteStream = process.stderr): ExecutionProgress {
  let section = '';
  let began = performance.now();
  let logged = began;
  let lastNews = '';
  const showLast = (text: string): void => {
    if (output.isTTY) output.write(`\r\x1b[K${text.slice(0, output.columns - 1)}`);
  };
  const showProgress = (text: string): void => {
    const line = `          ${section}: ${text}`;
    showLast(line);
    // How many runs are finished; the first estimate counts as news, too.
    const [news] = /^\d+ of \d+ runs, (?!started)/.exec(text) ?? [];
    const isNews = news !== undefined && news !== lastNews;
    if (output.isTTY || (!isNews && performance.now() - logged < LOG_INTERVAL)) return;
    lastNews = news ?? lastNews;
    logged = performance.now();
    output.write(`${line}\n`);
  };
  const finishSection = (): void => {
    showLast('');
    if (section) output.write(`${duration((performance.now() - began) / 1000).padStart(8)}  ${section}\n`);
  };
  output.write(`${notebook}\n`);
  return {
    onEvent(event) {
      if (event.event === 'progress') showProgress(event.text);
      if (event.event !== 'begin') return;
      if (event.title !== section) {
        finishSection();
        section = event.title;
        began = logged = performance.now();
      }
      showLast(`          ${section} (cell ${event.cell + 1}/${event.cells})`);
    },
    end: finishSection,
  };
}
