import { inNotebook } from './kernel';

interface Tslab {
  display: { markdown(text: string): void };
}

/**
 * Sentences made from results, so that what a notebook says is true of every run. As the last expression of a cell
 * they show themselves.
 *
 * @param markdown Text in Markdown.
 * @example say(`The error is ${significant(mse)}, ${share(mse / constantMse)} of that of a constant guess.`)
 */
export function say(markdown: string): Text {
  return new Text(markdown);
}

/** Text in Markdown that displays itself in a notebook. */
export class Text {
  constructor(readonly markdown: string) {}

  /** tslab prints a cell's last expression by `console.log`, which asks for this. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    if (!inNotebook()) return this.markdown;
    const kernel = globalThis as { __tslab__?: { require: (name: string) => unknown } };
    (kernel.__tslab__!.require('tslab') as Tslab).display.markdown(this.markdown);
    return '';
  }
}
