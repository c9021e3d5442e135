import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import MarkdownIt from 'markdown-it';
import { escapeHtml, Html, html, slug } from '../html';
import { inlineCode } from './inline-code';
import { formulas } from './math';

hljs.registerLanguage('typescript', typescript);
hljs.registerLanguage('bash', bash);
hljs.registerLanguage('json', json);

/** A number such as 1e-4, which may not be broken after its hyphen. */
const EXPONENT = /\b\d+(?:\.\d+)?e-\d+\b/g;

function parserOf({ allowsHtml }: { allowsHtml: boolean }) {
  const parser = new MarkdownIt({
    html: allowsHtml,
    typographer: true,
    highlight: (code, language) => codeBlock(code, language).text,
  }).use(formulas);
  parser.renderer.rules.text = (tokens, i) =>
    escapeHtml(tokens[i]!.content).replace(EXPONENT, '<span class="word">$&</span>');
  parser.renderer.rules.code_block = (tokens, i) => codeBlock(tokens[i]!.content, '').text;
  parser.renderer.rules.code_inline = (tokens, i) => inlineCode(tokens[i]!.content).text;
  return parser;
}

/** For records and outputs, whose text may hold names from anywhere: tags in it are text. */
const markdown = parserOf({ allowsHtml: false });

/** For a notebook's own Markdown cells, in which Jupyter allows HTML. The page's policy keeps its scripts from running. */
const cellMarkdown = parserOf({ allowsHtml: true });

/** A heading of the text: level 1 to 6, its text without mark-up, and its `id` in the page. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

/** Markdown as HTML, with its headings. */
export interface RenderedMarkdown {
  readonly html: Html;
  readonly headings: readonly Heading[];
}

type Token = ReturnType<typeof markdown.parse>[number];

/**
 * Renders Markdown; its headings get ids, and tags in it are shown as text.
 *
 * @param source The Markdown.
 * @param used Ids already taken in the page; those of the headings are added.
 * @returns The HTML and the headings in their order.
 */
export const renderMarkdown = (source: string, used = new Set<string>()): RenderedMarkdown =>
  render(markdown.parse(source, {}), used);

/**
 * Renders Markdown in parts: each heading of the first or second level begins one.
 *
 * @param source The Markdown.
 * @param used Ids already taken in the page; those of the headings are added.
 * @param options.html Whether it is a Markdown cell, which may hold HTML.
 * @returns The parts in their order; only the first may be without such a heading.
 */
export function renderParts(source: string, used: Set<string>, { html: allowsHtml = false } = {}): RenderedMarkdown[] {
  const parts: Token[][] = [[]];
  for (const token of (allowsHtml ? cellMarkdown : markdown).parse(source, {})) {
    if (token.type === 'heading_open' && token.level === 0 && /^h[12]$/.test(token.tag)) parts.push([]);
    parts.at(-1)!.push(token);
  }
  return parts.filter(({ length }) => length > 0).map((tokens) => render(tokens, used));
}

/**
 * The headings of a notebook's Markdown cell.
 *
 * @param source The Markdown.
 */
export const headingsOf = (source: string): readonly Heading[] =>
  render(cellMarkdown.parse(source, {}), new Set()).headings;

function render(tokens: Token[], used: Set<string>): RenderedMarkdown {
  const headings: Heading[] = [];
  tokens.forEach((token, i) => {
    if (token.type !== 'heading_open') return;
    const text = (tokens[i + 1]?.children ?? []).map((child) => child.content).join('');
    const id = unused(slug(text) || 'section', used);
    token.attrSet('id', id);
    headings.push({ level: Number(token.tag.slice(1)), text, id });
  });
  return { html: new Html(markdown.renderer.render(tokens, markdown.options, {})), headings };
}

/**
 * Renders a line of Markdown without a paragraph around it.
 *
 * @param source One paragraph of Markdown.
 * @returns Its HTML.
 */
export const renderInline = (source: string): Html => new Html(markdown.renderInline(source));

/**
 * Highlights code.
 *
 * @param code The code.
 * @param language A language of reports: `typescript`, `bash` or `json`; code in others stays plain.
 * @returns HTML with highlight.js's classes.
 */
function highlight(code: string, language: string): Html {
  return new Html(hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escapeHtml(code));
}

/**
 * A block of highlighted code, which the keyboard can scroll where it is wider than the page.
 *
 * @param code The code.
 * @param language As of `highlight`.
 * @param label What the code is, for screen readers.
 * @returns A `<pre>` element.
 */
export const codeBlock = (code: string, language: string, label = 'Code'): Html =>
  html`<pre tabindex="0" role="group" aria-label="${label}"><code class="hljs">${highlight(code, language)}</code></pre>`;

function unused(id: string, used: Set<string>): string {
  let candidate = id;
  for (let n = 2; used.has(candidate); n++) candidate = `${id}-${n}`;
  used.add(candidate);
  return candidate;
}
