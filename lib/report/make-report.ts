import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../files';
import type { NotebookJob } from '../parameters/job';
import { cachePath } from '../paths';
import { readAttachments } from './attachments';
import { executeNotebook } from './execute';
import type { ExecutionOptions } from './execute';
import { writeIndexPage } from './index-page';
import type { ReportRecord } from './record';
import { renderReport } from './render';

/** What report to make, and how. */
export interface ReportOptions extends Omit<NotebookJob, 'report'>, Pick<ExecutionOptions, 'onEvent' | 'signal'> {
  /** Name of the report's files, e.g. `nose`. */
  readonly name: string;
  /** Path of the notebook. */
  readonly notebook: string;
  /** The command that reproduces the report. */
  readonly command: string;
  /** Whether this is a shortened run. */
  readonly smoke: boolean;
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
 * written unless the whole run succeeds, so a good report is never replaced by a broken one.
 *
 * @param options The notebook, its parameters, and where the report goes.
 * @returns The paths of the files, and the record that the JSON file holds.
 * @throws CellError when a cell fails; ExecutionError when the notebook cannot be run; the signal's reason when aborted.
 * @example await makeReport({ name: 'nose', notebook: 'notebooks/1-nose.ipynb', parameters: { epochs: 30 }, ... });
 */
export async function makeReport(options: ReportOptions): Promise<WrittenReport> {
  const { name, notebook, parameters, force, tensorBoard, command, smoke, folder = 'reports' } = options;
  const attached = cachePath('reports', name);
  await rm(attached, { recursive: true, force: true });
  const job = { parameters, force, tensorBoard, report: { command, smoke, folder: attached } };
  const executed = await executeNotebook(notebook, { ...options, job });
  const attachments = readAttachments(attached);
  const html = join(folder, `${name}.html`);
  const json = join(folder, `${name}.json`);
  const page = renderReport(executed, attachments);
  await writeWhole(html, page);
  await writeWhole(json, `${JSON.stringify(attachments.record, null, 1)}\n`);
  await writeIndexPage(folder);
  return { html, json, record: attachments.record };
}
