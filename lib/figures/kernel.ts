import { runtimeHtml } from './runtime';

/** What figures need of tslab, the notebook's kernel. */
interface Tslab {
  newDisplay(): { html(html: string): void };
}

/**
 * State that lasts as long as the kernel. It hangs on the global object, as tslab loads a module anew when its file
 * changes.
 */
interface KernelState {
  __tslab__?: { require: (name: string) => unknown };
  facesFigures?: FigureState;
}

/** What all figures of one notebook share. */
export interface FigureState {
  runtimeSent: boolean;
  /** Ids of what was shown, in order: the place of an id is its number. */
  readonly figures: string[];
  readonly tables: string[];
  /** Labels of runs, in the order in which they got their colors. */
  readonly runs: string[];
}

const kernel = globalThis as KernelState;

/** The state of the notebook that this process executes; in other processes, that of the page being made. */
export function figureState(): FigureState {
  return (kernel.facesFigures ??= { runtimeSent: false, figures: [], tables: [], runs: [] });
}

/** Forgets numbers and colors: for a process that makes several pages one after the other. */
export function resetFigures(): void {
  delete kernel.facesFigures;
}

/** Whether this process is a notebook's kernel. */
export const inNotebook = (): boolean => kernel.__tslab__ !== undefined;

/** Shows HTML below the running cell; the function returned puts other HTML in its place. */
export function showHtml(html: string): (html: string) => void {
  const tslab = kernel.__tslab__?.require('tslab') as Tslab | undefined;
  if (!tslab) throw new Error('Figures can be shown in a notebook only; elsewhere take their .html().');
  const state = figureState();
  if (!state.runtimeSent) {
    state.runtimeSent = true;
    tslab.newDisplay().html(runtimeHtml());
  }
  const display = tslab.newDisplay();
  display.html(html);
  return (next) => display.html(next);
}
