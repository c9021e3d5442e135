import { join } from 'node:path';
import { bundle } from '../bundle';
import { figuresScript, figuresStyle } from '../figures/runtime';
import { duration, formatDate } from '../format';
import { html, scriptJson } from '../html';
import type { Html } from '../html';
import type { Attachments } from './attachments';
import { prepareBody } from './body';
import { citeThis } from './cite-this';
import type { ReportSource } from './downloads';
import { banners, header } from './header';
import type { Heading } from './markdown';
import { mathStyle } from './math';
import { neighborsPlace } from './neighbors';
import type { Notebook } from './notebook';
import { pageHtml } from './page-html';
import { provenanceBlock } from './provenance-block';
import type { ReportRecord } from './record';
import { citedWorks, referenceList } from './references';
import { renderNotebook } from './sections';
import type { Section } from './sections';
import { checkWithheld, withoutRims } from './withheld';

const HEADINGS = {
  tryIt: { level: 2, id: 'try-it', text: 'Try it yourself' },
  provenance: { level: 2, id: 'provenance', text: 'How this report was made' },
  references: { level: 2, id: 'references', text: 'References' },
  cite: { level: 2, id: 'cite', text: 'License and citation' },
} as const satisfies Readonly<Record<string, Heading>>;

/** A section that is not the notebook's. */
interface OwnSection {
  readonly heading: Heading;
  readonly content: Html;
}

/**
 * An executed notebook as one HTML page that needs nothing else.
 *
 * @param notebook The notebook with its outputs.
 * @param attachments What `finish()` left for the report.
 * @param source The notebook's file, and the name of the report's.
 * @returns The whole page.
 * @throws DataError when the page is for sharing but has pixels of photos.
 * @throws UserError when two figures have the same id, the text refers to a figure or cites a work that does not exist,
 *   or a picture is missing.
 */
export function renderReport(notebook: Notebook, attachments: Attachments, source: ReportSource): string {
  const { record, image, scale, tryIt } = attachments;
  const used = new Set(['top', 'main', 'contents', 'determinism', ...Object.values(HEADINGS).map(({ id }) => id)]);
  const { question, sections } = renderNotebook(notebook, used, source.notebook.file);
  const own = ownSections(sections, attachments);
  const body = prepareBody(html`
    ${banners(record)} ${header({ record, source, question, image, scale })} ${contents(sections, own)}
    <main id="main">${sections.map((section) => section.html)} ${own.map(ownSection)}</main>
    ${footer(record)}
  `);
  const isPublished = record.withoutPhotos === true;
  if (isPublished) checkWithheld(body.html, tryIt);
  return pageHtml({
    title: record.title,
    description: record.summary,
    body: html`${isPublished ? withoutRims(body.html) : body.html}${tryIt !== undefined && tryItData(tryIt)}`,
    style: (body.hasFigures ? figuresStyle() : '') + (body.html.text.includes('<math') ? mathStyle() : ''),
    scripts: [
      ...(body.hasFigures ? [figuresScript()] : []),
      ...(tryIt === undefined ? [] : [bundle(join(__dirname, 'page', 'try-it.ts'))]),
    ],
    isPacked: isPublished,
  });
}

/** What follows the notebook. */
function ownSections(sections: readonly Section[], { record, tryIt }: Attachments): OwnSection[] {
  const times = sections.map(({ heading, seconds }) => ({ title: heading.text, seconds }));
  const cited = citedWorks(record.summary + sections.map(({ html: { text } }) => text).join(''));
  return [
    ...(tryIt === undefined ? [] : [{ heading: HEADINGS.tryIt, content: tryItPlace }]),
    { heading: HEADINGS.provenance, content: provenanceBlock(record, times) },
    ...(cited.length > 0 ? [{ heading: HEADINGS.references, content: referenceList(cited) }] : []),
    { heading: HEADINGS.cite, content: citeThis(record) },
  ];
}

const ownSection = ({ heading: { id, text }, content }: OwnSection): Html =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${text}</h2>
    ${content}
  </section>`;

function contents(sections: readonly Section[], own: readonly OwnSection[]): Html {
  const entries = [...sections, ...own.map(({ heading }) => ({ heading, headings: [] }))];
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

const tryItPlace = html`<div class="try-it"><noscript>The network runs in this page; it needs JavaScript.</noscript></div>`;

const tryItData = (data: unknown): Html =>
  html`<script type="application/json" id="try-it-data">${scriptJson(data)}</script>`;

const footer = ({ provenance }: ReportRecord): Html =>
  html`<footer class="page-footer">
    ${neighborsPlace('Other reports, at the end')}
    <p>
      Generated from a notebook on ${formatDate(provenance.started)} in ${duration(provenance.seconds)}. This file contains
      everything it needs: it works offline and sends no data.
    </p>
  </footer>`;
