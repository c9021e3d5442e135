import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle';
import { writeWhole } from '../files';
import { html, scriptJson } from '../html';
import type { Html } from '../html';
import { renderInline } from './markdown';
import type { IndexData, IndexRun } from './page/index/run';
import { pageHtml } from './page-html';
import { readRecord } from './record';
import type { ReportRecord } from './record';

/**
 * Writes `index.html`: all runs of all reports of a folder in one table, to sort, filter and compare. The page names
 * files that are no records.
 *
 * @param folder The reports' folder.
 * @returns Path of the page.
 */
export async function writeIndexPage(folder: string): Promise<string> {
  const file = join(folder, 'index.html');
  await writeWhole(file, indexPage(folder));
  return file;
}

function indexPage(folder: string): string {
  const { records, failures } = readRecords(folder);
  const data: IndexData = { runs: records.flatMap((record) => runsOf(record)) };
  const body = html`<main class="index" id="main">
      <div class="page-controls"><button type="button" data-action="theme">Dark</button></div>
      <h1>Reports</h1>
      <ul class="reports">
        ${records.map((record) => reportEntry(record, folder))}
      </ul>
      ${failures.map((failure) => html`<p class="banner" role="note">${failure}</p>`)}
      <h2 id="runs">All runs</h2>
      <div class="runs"></div>
    </main>
    <script type="application/json" id="index-data">${scriptJson(data)}</script>`;
  return pageHtml({ title: 'Reports', body, scripts: [bundle(join(__dirname, 'page', 'index.ts'))] });
}

function readRecords(folder: string): { records: ReportRecord[]; failures: string[] } {
  const records: ReportRecord[] = [];
  const failures: string[] = [];
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    try {
      records.push(readRecord(join(folder, name)));
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  return { records: records.sort((a, b) => a.name.localeCompare(b.name)), failures };
}

function reportEntry({ name, title, summary, smoke, provenance }: ReportRecord, folder: string): Html {
  const marks = [provenance.dataset.generated && 'synthetic faces', smoke && 'smoke run'].filter(Boolean).join(', ');
  const link = existsSync(join(folder, `${name}.html`)) ? html`<a href="${name}.html">${title}</a>` : html`${title}`;
  return html`<li>
    <strong>${link}</strong>${marks && html` <em class="mark">${marks}</em>`}
    <p>${renderInline(summary)}</p>
  </li>`;
}

function runsOf({ name, title, smoke, parameters, provenance, runs }: ReportRecord): IndexRun[] {
  const base = Object.fromEntries(Object.entries(parameters).map(([key, { value }]) => [key, value]));
  return runs.map((run) => ({
    experiment: name,
    title,
    name: run.name,
    variation: run.variation,
    seed: run.seed,
    data: `${provenance.dataset.title}${provenance.dataset.generated ? ' (synthetic)' : ''}`,
    smoke,
    started: provenance.started,
    revision: provenance.revision?.slice(0, 8) ?? '',
    parameters: { ...base, ...run.parameters, seed: run.seed },
    training: run.epochs.map(({ trainingMse }) => trainingMse),
    validation: run.epochs.map(({ validationMse }) => validationMse),
    seconds: run.epochs.reduce((sum, { seconds }) => sum + seconds, 0),
  }));
}
