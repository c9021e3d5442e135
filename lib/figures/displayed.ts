import { inNotebook, showMarkdown } from './kernel';

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

  /** Called by `console.log`, by which tslab prints a cell's last expression. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
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
 * @example say(`The error is ${significant(mse)}, ${percent(100 * (mse / baseline), 0)} of the mean-shape baseline.`)
 */
export const say = (markdown: string): Prose => new Prose(markdown);
