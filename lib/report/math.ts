import { join } from 'node:path';
import type MarkdownIt from 'markdown-it';
import temml from 'temml';
import { bundle } from '../bundle';
import { Html, html } from '../html';

type Markdown = InstanceType<typeof MarkdownIt>;

/** Environments of LaTeX that stand for themselves, without dollars around them. */
const ENVIRONMENT = /^\\begin\{((?:equation|align|gather|multline|split)\*?)\}/;

/** `$$x$$`, or `$x$` as described at `formulas`. */
const INLINE = /^\$\$([^]+?)\$\$|^\$((?!\s)(?:\\[^]|[^$\\])+?)(?<!\s)\$(?!\d)/;

/**
 * A formula as MathML, which browsers draw without a script.
 *
 * @param tex LaTeX, without the dollars.
 * @param isDisplayed Whether it stands on lines of its own.
 * @returns MathML; a formula that cannot be read is shown as it is, with the reason as its title.
 */
export function formula(tex: string, isDisplayed: boolean): Html {
  try {
    return new Html(temml.renderToString(tex.trim(), { displayMode: isDisplayed, throwOnError: true }));
  } catch (error) {
    return html`<code class="math-error" title="${(error as Error).message}">${tex.trim()}</code>`;
  }
}

/**
 * Formulas in Markdown, as Jupyter has them: `$x$` within a line; `$$x$$` and LaTeX's environments on lines of their own.
 * A dollar sign with a space inside the pair, or with a digit after it, is a dollar sign: `$5 and $6`.
 *
 * @param markdown The parser; gets two rules.
 */
export function formulas(markdown: Markdown): void {
  markdown.inline.ruler.before('escape', 'math', (state, silent) => {
    const [whole, displayed, inline] = INLINE.exec(state.src.slice(state.pos)) ?? [];
    if (!whole) return false;
    if (!silent) state.push(displayed ? 'math_display' : 'math', '', 0).content = displayed ?? inline ?? '';
    state.pos += whole.length;
    return true;
  });
  markdown.block.ruler.before('fence', 'math_block', mathBlock, { alt: ['paragraph', 'blockquote', 'list'] });
  const { rules } = markdown.renderer;
  rules.math = (tokens, i) => formula(tokens[i]!.content, false).text;
  rules.math_display = (tokens, i) => html`<span class="formula">${formula(tokens[i]!.content, true)}</span>`.text;
  rules.math_block = (tokens, i) => html`<div class="formula">${formula(tokens[i]!.content, true)}</div>`.text;
}

/** A formula that begins and ends with a line. */
const mathBlock: Parameters<Markdown['block']['ruler']['push']>[1] = (state, startLine, endLine, silent) => {
  const lines = state.getLines(startLine, endLine, state.blkIndent, false).trimStart();
  const [whole, tex] = /^\$\$([^]+?)\$\$[ \t]*(?=\n|$)/.exec(lines) ?? environment(lines) ?? [];
  if (!whole || !tex?.trim() || /\n\s*\n/.test(whole)) return false;
  if (silent) return true;
  state.push('math_block', '', 0).content = tex;
  state.line = startLine + whole.split('\n').length;
  return true;
};

function environment(lines: string): [whole: string, tex: string] | undefined {
  const [begin, name] = ENVIRONMENT.exec(lines) ?? [];
  if (begin === undefined) return undefined;
  const end = `\\end{${name}}`;
  const at = lines.indexOf(end);
  const whole = lines.slice(0, at + end.length);
  return at < 0 ? undefined : [whole, whole];
}

/** The style sheet for formulas, with the font they need: half a megabyte. */
export const mathStyle = (): string => bundle(join(__dirname, 'page', 'math.css'));
