import { duration, formatDate } from '../format';
import { Html, html } from '../html';
import { downloads } from './downloads';
import type { ReportSource } from './downloads';
import { inlineCode } from './inline-code';
import { renderMarkdown } from './markdown';
import { neighborsPlace } from './neighbors';
import { isSynthetic } from './record';
import type { ReportRecord } from './record';

/** What stands at the top of a report besides its record. */
export interface HeaderContent {
  readonly record: ReportRecord;
  readonly source: ReportSource;
  /** The paragraph below the notebook's title. */
  readonly question: Html | undefined;
  /** HTML of an image. */
  readonly image: string | undefined;
  /** HTML of the figure below the summary. */
  readonly scale: string | undefined;
}

/** Title, question, when and from what the report was made, its files, and the result. */
export function header({ record, source, question, image, scale }: HeaderContent): Html {
  return html`<header class="page-header">
    <div class="page-controls">
      ${neighborsPlace('Other reports')}
      <button type="button" data-action="code" aria-pressed="false">Show all code</button>
      <button type="button" data-action="theme">Dark</button>
    </div>
    <h1>${record.title}</h1>
    ${question && html`<div class="question">${question}</div>`} ${byline(record)} ${downloads(record, source)}
    <div class="lead${image && ' with-image'}">
      <div class="summary">${renderMarkdown(record.summary).html}</div>
      ${[scale, image].map((figure) => figure && html`<div class="lead-figure">${new Html(figure)}</div>`)}
    </div>
  </header>`;
}

function byline({ provenance }: ReportRecord): Html {
  const { started, dataset, seconds } = provenance;
  const revision = provenance.revision
    ? html`revision <code>${provenance.revision.slice(0, 8)}</code>`
    : 'not in a Git repository';
  return html`<p class="byline">
    ${formatDate(started)}${dataset && ` · ${dataset.title}`} · ${revision} · ${duration(seconds)}
  </p>`;
}

/** What a reader must know before looking at any figure. */
export function banners({
  provenance,
  smoke,
  withoutPhotos,
  changes,
  command,
}: ReportRecord): readonly (Html | false)[] {
  const synthetic = html`<strong>Synthetic images.</strong> This report uses images drawn by a program, not photos. Its
    figures say nothing about real photos.`;
  const short = html`<strong>Smoke run.</strong> This report was made by a shortened run (${inlineCode(command)}), which
    only shows that everything works. Its networks are barely trained.`;
  const trial = html`<strong>Trial.</strong> This report was made with changed parameters (${changes}):
    ${inlineCode(command)}`;
  const withheld = html`<strong>Published without photos.</strong> The photos are not ours to hand on, so no pixel of
    them is in this page: galleries show the faces as lines through their landmarks, and the networks run on faces drawn
    by a program, or on your own photo. All figures are those of the photos. ${inlineCode(command)} makes the report with
    its photos.`;
  return [
    withoutPhotos === true && banner('withheld', 'Without photos', withheld),
    isSynthetic(provenance) && banner('generated', 'Synthetic images', synthetic),
    smoke && banner('smoke', 'Smoke run', short),
    !smoke && changes !== '' && banner('trial', 'Trial', trial),
  ];
}

const banner = (kind: string, label: string, text: Html): Html =>
  html`<aside class="banner ${kind}" aria-label="${label}">${text}</aside>`;
