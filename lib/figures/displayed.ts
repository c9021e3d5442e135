import { inspect } from 'node:util';
import type { InspectOptions } from 'node:util';
import { inNotebook, showMarkdown } from './kernel';

/** The method by which `console.log` prints an object; tslab prints a cell's last expression with it. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** Something that shows itself as the last expression of a notebook's cell, and elsewhere in a cell by `show()`. */
export abstract class Displayed {
  /**
   * Shows it below the running cell.
   *
   * @throws Error outside a notebook.
   */
  abstract show(): void;

  /** The text that `console.log` prints outside a notebook. */
  abstract toString(): string;

  /** Called for a cell's last expression. */
  [INSPECT](): string {
    if (!inNotebook()) return this.toString();
    this.show();
    return '';
  }
}

/** Text in Markdown that displays itself in a notebook. */
export class Prose extends Displayed {
  constructor(readonly markdown: string) {
    super();
  }

  show(): void {
    showMarkdown(this.markdown);
  }

  override toString(): string {
    return this.markdown;
  }
}

/**
 * Sentences made from results, so that what a notebook says is true of every run.
 *
 * @param markdown Text in Markdown.
 * @example say(`The mean-shape baseline has an MSE of ${significant(baseline)}.`)
 */
export const say = (markdown: string): Prose => new Prose(markdown);

/**
 * Gives an object that knows nothing of notebooks, such as a run, a card: as the last expression of a notebook's cell it
 * is shown as that. Elsewhere, and inside other objects, it is printed as before.
 *
 * @param object The object; gets a property that is not enumerable.
 * @param card What to show, one below the other; called when the object is shown.
 * @returns The same object.
 */
export function withCard<T extends object>(object: T, card: () => readonly Displayed[]): T {
  const print = (depth: number, options: InspectOptions): string => {
    const isOutermost = depth === options.depth;
    if (!inNotebook() || !isOutermost) return inspect(object, { ...options, depth, customInspect: false });
    for (const part of card()) part.show();
    return '';
  };
  return Object.defineProperty(object, INSPECT, { value: print, configurable: true });
}
