import { join } from 'node:path';
import { bundle } from '../bundle';
import { figuresScript, figuresStyle } from '../figures/runtime';
import { duration, formatDate } from '../format';
import { Html, html, scriptJson } from '../html';
import type { Attachments } from './attachments';
import { prepareBody } from './body';
import { renderMarkdown } from './markdown';
import type { Heading } from './markdown';
import { mathStyle } from './math';
import type { Notebook } from './notebook';
import { pageHtml } from './page-html';
import { provenanceBlock } from './provenance-block';
import type { ReportRecord } from './record';
import { renderNotebook } from './sections';
import type { Section } from './sections';

const PROVENANCE: Heading = { level: 2, id: 'provenance', text: 'How this report was made' };
const TRY_IT: Heading = { level: 2, id: 'try-it', text: 'Try it yourself' };

/**
 * An executed notebook as one HTML page that needs nothing else.
 *
 * @param notebook The notebook with its outputs.
 * @param attachments What `finish()` left for the report.
 * @param folder The notebook's folder, where its pictures are.
 * @returns The whole page.
 * @throws UserError when two figures have the same id, the text refers to a figure that does not exist, or a picture is
 *   missing.
 */
export function renderReport(notebook: Notebook, { record, image, tryIt }: Attachments, folder: string): string {
  const used = new Set(['top', 'main', 'contents', 'determinism', TRY_IT.id, PROVENANCE.id]);
  const { question, sections } = renderNotebook(notebook, used, folder);
  const times = sections.map(({ heading, seconds }) => ({ title: heading.text, seconds }));
  const body = prepareBody(html`
    ${banners(record)} ${header(record, question, image)} ${contents(sections, tryIt !== undefined)}
    <main id="main">
      ${sections.map((section) => section.html)} ${tryIt !== undefined && tryItSection}
      <section aria-labelledby="${PROVENANCE.id}">
        <h2 id="${PROVENANCE.id}">${PROVENANCE.text}</h2>
        ${provenanceBlock(record, times)}
      </section>
    </main>
    ${footer(record)}
  `);
  return pageHtml({
    title: record.title,
    body: html`${body.html}${tryIt !== undefined && tryItData(tryIt)}`,
    style: (body.hasFigures ? figuresStyle() : '') + (body.html.text.includes('<math') ? mathStyle() : ''),
    scripts: [
      ...(body.hasFigures ? [figuresScript()] : []),
      ...(tryIt === undefined ? [] : [bundle(join(__dirname, 'page', 'try-it.ts'))]),
    ],
  });
}

function header(record: ReportRecord, question: Html | undefined, image: string | undefined): Html {
  const { provenance } = record;
  const revision = provenance.revision
    ? html`revision <code>${provenance.revision.slice(0, 8)}</code>`
    : 'not in a Git repository';
  return html`<header class="page-header">
    <div class="page-controls">
      <button type="button" data-action="code" aria-pressed="false">Show all code</button>
      <button type="button" data-action="theme">Dark</button>
    </div>
    <h1>${record.title}</h1>
    ${question && html`<div class="question">${question}</div>`}
    <p class="byline">
      ${formatDate(provenance.started)} · ${provenance.dataset.title} · ${revision} · ${duration(provenance.seconds)}
    </p>
    <div class="lead${image && ' with-image'}">
      <div class="summary">${renderMarkdown(record.summary).html}</div>
      ${image && html`<div class="lead-image">${new Html(image)}</div>`}
    </div>
  </header>`;
}

/** What a reader must know before looking at any figure. */
function banners({ provenance, smoke, changes, command }: ReportRecord): HtmlList {
  const synthetic = html`<strong>Synthetic faces.</strong> This report uses faces drawn by a program, not photos. Its
    figures say nothing about real faces.`;
  const short = html`<strong>Smoke run.</strong> This report was made by a shortened run (<code>${command}</code>), which
    only shows that everything works. Its networks are barely trained.`;
  const trial = html`<strong>Trial.</strong> This report was made with changed parameters (${changes}):
    <code>${command}</code>`;
  return [
    provenance.dataset.generated && banner('generated', 'Synthetic faces', synthetic),
    smoke && banner('smoke', 'Smoke run', short),
    !smoke && changes && banner('trial', 'Trial', trial),
  ];
}

type HtmlList = readonly (Html | false | '')[];

const banner = (kind: string, label: string, text: Html): Html =>
  html`<aside class="banner ${kind}" aria-label="${label}">${text}</aside>`;

function contents(sections: readonly Section[], hasTryIt: boolean): Html {
  const own = hasTryIt ? [TRY_IT, PROVENANCE] : [PROVENANCE];
  const entries = [...sections, ...own.map((heading) => ({ heading, headings: [] }))];
  return html`<nav class="contents" id="contents" aria-label="Contents">
    <details open>
      <summary>Contents</summary>
      ${list(entries.map(({ heading, headings }) => entry(heading, headings)))}
    </details>
  </nav>`;
}

const entry = ({ id, text }: Heading, inner: readonly Heading[] = []): Html =>
  html`<li><a href="#${id}">${text}</a>${inner.length > 0 && list(inner.map((heading) => entry(heading)))}</li>`;

const list = (items: readonly Html[]): Html =>
  html`<ol>
    ${items}
  </ol>`;

const tryItSection = html`<section aria-labelledby="${TRY_IT.id}">
  <h2 id="${TRY_IT.id}">${TRY_IT.text}</h2>
  <div class="try-it"><noscript>The network runs in this page; it needs JavaScript.</noscript></div>
</section>`;

const tryItData = (data: unknown): Html =>
  html`<script type="application/json" id="try-it-data">${scriptJson(data)}</script>`;

const footer = ({ provenance }: ReportRecord): Html =>
  html`<footer class="page-footer">
    <p>
      Generated from a notebook on ${formatDate(provenance.started)} in ${duration(provenance.seconds)}. This file contains
      everything it needs: it works offline and sends no data.
    </p>
  </footer>`;
