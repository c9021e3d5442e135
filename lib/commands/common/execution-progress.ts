import { duration } from '../../format';
import type { ExecutionEvent } from '../../report/execute';

/** Shows how a notebook runs. */
export interface ExecutionProgress {
  onEvent(event: ExecutionEvent): void;
  /** Clears what is not to stay on the screen. */
  end(): void;
}

/**
 * Shows on a terminal which section of a notebook runs and how far it is, in one line that changes; elsewhere one line
 * for each section.
 */
export function executionProgress(notebook: string, output: NodeJS.WriteStream = process.stderr): ExecutionProgress {
  let section = '';
  let place = '';
  let began = performance.now();
  const show = (text: string): void => {
    if (output.isTTY) output.write(`\r\x1b[K${text.slice(0, output.columns - 1)}`);
  };
  const leave = (): void => {
    const seconds = (performance.now() - began) / 1000;
    show('');
    if (section) output.write(`${duration(seconds).padStart(6)}  ${section}\n`);
  };
  output.write(`${notebook}\n`);
  return {
    onEvent(event) {
      if (event.event === 'progress') show(`        ${section}: ${event.text}`);
      if (event.event !== 'begin') return;
      place = `${event.cell + 1}/${event.cells}`;
      if (event.title !== section) {
        leave();
        section = event.title;
        began = performance.now();
      }
      show(`        ${section} (cell ${place})`);
    },
    end: leave,
  };
}
