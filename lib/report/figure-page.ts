import { join } from 'node:path';
import { Prose } from '../figures/displayed';
import type { Figure } from '../figures/figure';
import { figuresScript, figuresStyle } from '../figures/runtime';
import { writeWhole } from '../files';
import { formatDate } from '../format';
import { html, slug } from '../html';
import type { Html } from '../html';
import { prepareBody } from './body';
import { writeIndexPage } from './index-page';
import { inlineCode } from './inline-code';
import { renderInline, renderMarkdown } from './markdown';
import { pageHtml } from './page-html';

/** A page of figures that a command makes, without a notebook. */
export interface FigurePage {
  readonly title: string;
  /** One paragraph (Markdown): what came out. The index has it, too. */
  readonly summary: string;
  /** The command that makes the page again. */
  readonly command: string;
  readonly sections: readonly { readonly heading: string; readonly content: readonly (Figure | Prose)[] }[];
  /** Whether the figures are of synthetic faces. */
  readonly isSynthetic: boolean;
}

/**
 * Writes a page of figures beside the reports, and the index with it.
 *
 * @param name The file's name without its ending; the index lists `<name>-search-<eight digits>`, `compare-<name>` and
 *   `bench`.
 * @param page What stands in it.
 * @param folder The reports' folder.
 * @returns Path of the page.
 * @throws UserError when it cannot be written.
 */
export function writeFigurePage(name: string, page: FigurePage, folder: string): string {
  const file = join(folder, `${name}.html`);
  writeWhole(file, figurePage(page));
  writeIndexPage(folder);
  return file;
}

/** The page of `writeFigurePage`, from the doctype on; it needs nothing else. */
export function figurePage({ title, summary, command, sections, isSynthetic }: FigurePage): string {
  const entries = sections.map(({ heading }) => html`<li><a href="#${slug(heading)}">${heading}</a></li>`);
  const body = prepareBody(html`
    ${isSynthetic && SYNTHETIC_BANNER}
    <header class="page-header">
      <div class="page-controls">
        <nav class="neighbors" aria-label="Other reports"><a href="index.html">All reports</a></nav>
        <button type="button" data-action="theme">Dark</button>
      </div>
      <h1>${title}</h1>
      <p class="byline">${formatDate(new Date().toISOString())} · ${inlineCode(command)}</p>
      <div class="lead"><div class="summary"><p>${renderInline(summary)}</p></div></div>
    </header>
    <nav class="contents" id="contents" aria-label="Contents">
      <details open>
        <summary>Contents</summary>
        <ol>
          ${entries}
        </ol>
      </details>
    </nav>
    <main id="main">${sections.map(section)}</main>
  `);
  return pageHtml({
    title,
    description: summary,
    body: body.html,
    style: figuresStyle(),
    scripts: [figuresScript()],
    isPacked: true,
  });
}

const section = ({ heading, content }: FigurePage['sections'][number]): Html =>
  html`<section aria-labelledby="${slug(heading)}">
    <h2 id="${slug(heading)}">${heading}</h2>
    ${content.map((part) => (part instanceof Prose ? renderMarkdown(part.markdown).html : part.html()))}
  </section>`;

const SYNTHETIC_BANNER = html`<aside class="banner generated" aria-label="Synthetic images">
  <strong>Synthetic images.</strong> These runs used images drawn by a program, not photos. Their figures say nothing
  about real photos.
</aside>`;
