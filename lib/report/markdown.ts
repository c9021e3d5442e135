import MarkdownIt from 'markdown-it';
import { slug } from '../html';
import { highlight } from './highlight';
import { Html } from '../html';

const markdown = new MarkdownIt({
  html: true,
  typographer: true,
  highlight: (code, language) => highlight(code, language),
});

/** A heading of the text: level 1 to 6, its text without mark-up, and its `id` in the page. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

/** Markdown as HTML, its headings with ids that are not yet in `used`, to which they are added. */
export function renderMarkdown(source: string, used: Set<string>): { html: Html; headings: Heading[] } {
  const tokens = markdown.parse(source, {});
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

/** One paragraph's worth of Markdown, without the paragraph around it. */
export const renderInline = (source: string): Html => new Html(markdown.renderInline(source));

function unused(id: string, used: Set<string>): string {
  let candidate = id;
  for (let n = 2; used.has(candidate); n++) candidate = `${id}-${n}`;
  used.add(candidate);
  return candidate;
}
