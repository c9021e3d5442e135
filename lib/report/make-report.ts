import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { writeWhole } from '../files';
import type { NotebookJob } from '../parameters/job';
import { root } from '../paths';
import { readAttachments } from './attachments';
import { recordText } from './downloads';
import { executeNotebook } from './execute';
import type { ExecutionOptions } from './execute';
import { writeIndexPage } from './index-page';
import { linkNeighbors } from './neighbors';
import type { ReportRecord } from './record';
import { renderReport } from './render';
import { reportName } from './report-name';

/** What report to make, and how. */
export interface ReportOptions extends Omit<NotebookJob, 'report'>, Pick<ExecutionOptions, 'onEvent' | 'signal'> {
  /** Path of the notebook. */
  readonly notebook: string;
  /** The command that reproduces the report. */
  readonly command: string;
  /** Parameters that shorten the run, which `parameters` change; given for a smoke run only. */
  readonly smoke?: Readonly<Record<string, unknown>>;
  /** Where the report goes; `reports` by default. */
  readonly folder?: string;
}

/** Where a report was written. */
export interface WrittenReport {
  readonly html: string;
  readonly json: string;
  readonly record: ReportRecord;
}

/**
 * Runs a notebook and writes its report, `<name>.html` and `<name>.json`, and the index of all reports. Nothing is
 * written unless the whole run succeeds, so a good report is never replaced by a broken one. A trial has a name of its
 * own, see `reportName`.
 *
 * @param options The notebook, its parameters, and where the report goes.
 * @returns The paths of the files, and the record that the JSON file holds.
 * @throws CellError when a cell fails; ExecutionError when the notebook cannot be run; the signal's reason when aborted.
 * @example await makeReport({ name: 'nose', notebook: 'notebooks/1-nose.ipynb', parameters: { epochs: 30 }, ... });
 */
export async function makeReport(options: ReportOptions): Promise<WrittenReport> {
  const { notebook, parameters, force, tensorBoard, command, smoke, folder = 'reports' } = options;
  const attached = await mkdtemp(join(tmpdir(), 'faces-attachments-'));
  try {
    const report = { command, ...(smoke && { smoke }), folder: attached };
    const job = { parameters: { ...smoke, ...parameters }, force, tensorBoard, report };
    const executed = await executeNotebook(notebook, { ...options, job });
    const attachments = readAttachments(attached);
    const record = { ...attachments.record, notebook: relative(root(), resolve(notebook)) };
    const name = reportName(record, folder);
    const [html, json] = [join(folder, `${name}.html`), join(folder, `${name}.json`)];
    const source = { name, notebook: { file: notebook, text: readFileSync(notebook, 'utf8') } };
    writeWhole(html, renderReport(executed, { ...attachments, record }, source));
    writeWhole(json, recordText(record));
    writeIndexPage(folder);
    linkNeighbors(folder);
    return { html, json, record };
  } finally {
    await rm(attached, { recursive: true, force: true });
  }
}
