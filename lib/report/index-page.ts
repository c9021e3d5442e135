import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle';
import { writeWhole } from '../files';
import { html, scriptJson } from '../html';
import type { Html } from '../html';
import { isTrial, listPages, listReports } from './listing';
import type { ListedPage, ListedReport } from './listing';
import { renderInline } from './markdown';
import type { IndexData, IndexRun } from './page/index/run';
import { pageHtml } from './page-html';
import { isSynthetic } from './record';

/**
 * Writes `index.html`: the reports of a folder, the trials apart, searches, comparisons and benchmarks, and all runs of the reports in one table, to sort, filter and
 * compare. The page names files that are no records.
 *
 * @param folder The reports' folder.
 * @returns Path of the page.
 */
export function writeIndexPage(folder: string): string {
  const file = join(folder, 'index.html');
  writeWhole(file, indexPage(folder));
  return file;
}

/** The page of `writeIndexPage`. @param folder The reports' folder. */
export function indexPage(folder: string): string {
  const { reports, failures } = listReports(folder);
  const full = reports.filter((report) => !isTrial(report));
  const trials = reports.filter(isTrial);
  const pages = listPages(folder);
  const data: IndexData = { runs: reports.flatMap((report) => runsOf(report)) };
  const body = html`<main class="index" id="main">
      <div class="page-controls"><button type="button" data-action="theme">Dark</button></div>
      <h1>Reports</h1>
      ${reportList(full)} ${trials.length > 0 && trialsSection(trials)}
      ${pages.length > 0 && pagesSection(pages)}
      ${existsSync(join(folder, 'api/index.html')) && html`<p><a href="api/index.html">Reference of what notebooks import</a></p>`}
      ${failures.map((failure) => html`<p class="banner" role="note">${failure}</p>`)}
      <h2 id="runs">All runs</h2>
      <div class="runs"></div>
    </main>
    <script type="application/json" id="index-data">${scriptJson(data)}</script>`;
  return pageHtml({ title: 'Reports', body, scripts: [bundle(join(__dirname, 'page', 'index.ts'))] });
}

const trialsSection = (trials: readonly ListedReport[]): Html =>
  html`<section class="trials" aria-labelledby="trials">
    <h2 id="trials">Trials</h2>
    <p class="hint">Smoke runs, other parameters, and synthetic images where a report on photos exists.</p>
    ${reportList(trials)}
  </section>`;

const pagesSection = (pages: readonly ListedPage[]): Html =>
  html`<section aria-labelledby="pages">
    <h2 id="pages">Searches, comparisons, benchmarks</h2>
    <ul class="reports">
      ${pages.map(
        ({ file, title, summary }) =>
          html`<li>
            <strong><a href="${file}">${title}</a></strong>
            <p>${summary}</p>
          </li>`,
      )}
    </ul>
  </section>`;

const reportList = (reports: readonly ListedReport[]): Html =>
  html`<ul class="reports">
    ${reports.map(reportEntry)}
  </ul>`;

function reportEntry({ file, record, hasPage }: ListedReport): Html {
  const { title, summary, smoke, changes, provenance } = record;
  const marks = [isSynthetic(provenance) && 'synthetic images', smoke && 'smoke run', changes].filter(Boolean);
  const link = hasPage ? html`<a href="${file}.html">${title}</a>` : html`${title}`;
  return html`<li>
    <strong>${link}</strong>${marks.length > 0 && html` <em class="mark">${marks.join(', ')}</em>`}
    <p>${renderInline(summary)}</p>
  </li>`;
}

function runsOf({ file, record }: ListedReport): IndexRun[] {
  const { title, smoke, parameters, provenance, runs } = record;
  const base = Object.fromEntries(Object.entries(parameters).map(([key, { value }]) => [key, value]));
  return runs.map((run) => ({
    report: file,
    title,
    name: run.name,
    variation: run.variation,
    seed: run.seed,
    data: `${provenance.dataset?.title ?? ''}${isSynthetic(provenance) ? ' (synthetic)' : ''}`,
    smoke,
    started: provenance.started,
    revision: provenance.revision?.slice(0, 8) ?? '',
    parameters: { ...base, ...run.parameters, seed: run.seed },
    training: run.epochs.map(({ trainingMse }) => trainingMse),
    validation: run.epochs.map(({ validationMse }) => validationMse),
    seconds: run.epochs.reduce((sum, { seconds }) => sum + seconds, 0),
  }));
}
