import { join } from 'node:path';
import type { Attachments } from './attachments';
import { figuresScript, figuresStyle } from '../figures/runtime';
import { bundle } from '../bundle';
import { numberCaptions } from './captions';
import { duration, formatDate } from '../format';
import { Html, html, scriptJson } from '../html';
import { renderMarkdown, type Heading } from './markdown';
import type { Notebook } from './notebook';
import { pageHtml } from './page-html';
import { provenanceBlock } from './provenance-block';
import type { ReportRecord } from './record';
import { shareImages } from './images';
import { renderSections, type Section } from './sections';

/** An executed notebook and what it left as one HTML page that needs nothing else. */
export function renderReport(notebook: Notebook, { record, image, tryIt }: Attachments): string {
  const used = new Set(['top', 'contents', 'try-it', 'provenance', 'determinism']);
  const sections = renderSections(notebook, used);
  const times = sections.map(({ heading, seconds }) => ({ title: heading.text, seconds }));
  const body = html`${header(record, image)} ${contents(sections, tryIt !== undefined)}
    <main id="main">
      ${sections.map((section) => section.html)} ${tryIt !== undefined && tryItSection}
      <section aria-labelledby="provenance">
        <h2 id="provenance">How this report was made</h2>
        ${provenanceBlock(record, times)}
      </section>
    </main>
    <footer class="page-footer">
      <p>
        Made from a notebook ${formatDate(record.provenance.started)}, in ${duration(record.provenance.seconds)}.
        Everything is in this file; it needs no network and sends nothing.
      </p>
    </footer>`;
  return page(record.title, new Html(shareImages(numberCaptions(body.text))), tryIt);
}

function page(title: string, body: Html, tryIt: unknown): string {
  const hasFigures = body.text.includes('faces-figure');
  const trial =
    tryIt !== undefined &&
    html`<script type="application/json" id="try-it-data">
      ${scriptJson(tryIt)}
    </script>`;
  return pageHtml({
    title,
    body: html`${body}${trial}`,
    style: hasFigures ? figuresStyle() : '',
    scripts: [
      ...(hasFigures ? [figuresScript()] : []),
      ...(tryIt === undefined ? [] : [bundle(join(__dirname, 'page', 'try-it.ts'))]),
    ],
  });
}

function header(record: ReportRecord, image: string | undefined): Html {
  const { provenance } = record;
  return html`<a class="skip" href="#main">To the report</a>
    ${banners(record)}
    <header class="page-header">
      <div class="page-controls">
        <button type="button" data-action="code" aria-pressed="false">Show all code</button>
        <button type="button" data-action="theme">Dark</button>
      </div>
      <h1>${record.title}</h1>
      <p class="byline">
        ${formatDate(provenance.started)} · ${provenance.dataset.title} ·
        ${provenance.revision ? html`revision <code>${provenance.revision.slice(0, 8)}</code>` : 'no revision'} ·
        ${duration(provenance.seconds)}
      </p>
      <div class="lead${image ? ' with-image' : ''}">
        <div class="summary">${renderMarkdown(record.summary, new Set()).html}</div>
        ${image && html`<div class="lead-image">${new Html(image)}</div>`}
      </div>
    </header>`;
}

/** What must be known before any figure is read. */
function banners({ provenance, smoke, command }: ReportRecord): Html {
  const generated = html`<strong>Generated faces.</strong> The photos in this report were drawn by this project's own
    program. Its figures say nothing about real faces.`;
  const short = html`<strong>Short run.</strong> This report was made by a shortened trial (<code>${command}</code>),
    which shows that everything works. The networks in it are hardly trained.`;
  return html`${provenance.dataset.generated && html`<aside class="banner generated" aria-label="Generated faces">${generated}</aside>`}
  ${smoke && html`<aside class="banner smoke" aria-label="Short run">${short}</aside>`}`;
}

function contents(sections: readonly Section[], hasTryIt: boolean): Html {
  const entry = ({ id, text }: Heading, inner: Html | '' = ''): Html =>
    html`<li><a href="#${id}">${text}</a>${inner}</li>`;
  const extra: Heading[] = [{ level: 2, id: 'provenance', text: 'How this report was made' }];
  if (hasTryIt) extra.unshift({ level: 2, id: 'try-it', text: 'Try it yourself' });
  return html`<nav class="contents" id="contents" aria-label="Contents">
    <details open>
      <summary>Contents</summary>
      <ol>
        ${sections.map(({ heading, headings }) =>
          entry(
            heading,
            headings.length
              ? html`<ol>
                  ${headings.map((inner) => entry(inner))}
                </ol>`
              : '',
          ),
        )}
        ${extra.map((heading) => entry(heading))}
      </ol>
    </details>
  </nav>`;
}

const tryItSection = html`<section aria-labelledby="try-it">
  <h2 id="try-it">Try it yourself</h2>
  <div class="try-it"><noscript>The network runs in this page when JavaScript is on.</noscript></div>
</section>`;
