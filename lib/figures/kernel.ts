import type { Html } from '../html';
import { runtimeHtml } from './runtime';

/** The part of tslab, the notebook's kernel, that figures use. */
interface Tslab {
  readonly newDisplay: () => { html(html: string): void; png(png: Uint8Array): void };
  readonly display: { markdown(text: string): void };
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
  /** Ids of the figures shown so far, in order: the place of an id is its number. */
  readonly figures: string[];
  readonly tables: string[];
  /** Places of variations in the table of their looks, by label; see `looksOf`. */
  readonly variations: Map<string, number>;
  /** Pictures that are still being drawn; the running cell ends after them. */
  readonly pictures: Promise<void>[];
}

const kernel = globalThis as KernelState;

/** The state of the notebook that this process executes; in other processes, that of the page being made. */
export function figureState(): FigureState {
  return (kernel.facesFigures ??= {
    runtimeSent: false,
    figures: [],
    tables: [],
    variations: new Map(),
    pictures: [],
  });
}

/** Whether this process is a notebook's kernel. */
export const inNotebook = (): boolean => kernel.__tslab__ !== undefined;

/**
 * Shows HTML below the running cell.
 *
 * @returns A function that replaces it by other HTML.
 * @throws Error outside a notebook.
 */
export function showHtml(html: Html): (html: Html) => void {
  const { newDisplay } = tslab();
  const state = figureState();
  if (!state.runtimeSent) {
    state.runtimeSent = true;
    newDisplay().html(runtimeHtml().text);
  }
  const display = newDisplay();
  display.html(html.text);
  return (next) => display.html(next.text);
}

/** One pixel, to keep a place. */
const PLACEHOLDER = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Shows a picture below the running cell, once it is drawn.
 *
 * @param drawing A PNG; undefined shows nothing. If it fails, the place stays empty.
 */
export function showPicture(drawing: Promise<Uint8Array | undefined>): void {
  const display = tslab().newDisplay();
  display.png(PLACEHOLDER);
  const show = (png: Uint8Array | undefined): void => {
    if (png) display.png(png);
  };
  figureState().pictures.push(drawing.then(show).catch(() => undefined));
}

/** Waits for the pictures that are still being drawn; called at the end of each cell. */
export async function picturesShown(): Promise<void> {
  await Promise.all(figureState().pictures.splice(0));
}

/**
 * Shows Markdown below the running cell.
 *
 * @throws Error outside a notebook.
 */
export function showMarkdown(text: string): void {
  tslab().display.markdown(text);
}

function tslab(): Tslab {
  if (!kernel.__tslab__) throw new Error('Figures can be shown only in a notebook; elsewhere, use their html().');
  return kernel.__tslab__.require('tslab') as Tslab;
}
