import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readAttachments, writeAssignment, type Assignment } from './attachments';
import { executeNotebook, type ExecutionEvent } from './execute';
import { writeWhole } from '../files';
import { renderReport } from './render';
import type { ReportRecord } from './record';
import { writeIndexPage } from './index-page';

export interface ReportOptions extends Assignment {
  /** Name of the report's files, e.g. `nose`. */
  readonly name: string;
  /** Path of the notebook. */
  readonly notebook: string;
  /** What differs from the experiment's defaults. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly onEvent?: (event: ExecutionEvent) => void;
  readonly signal?: AbortSignal;
  /** Where the report goes, by default `reports`. */
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
 * written unless all of it went well, so a good report is never replaced by a broken one.
 *
 * @throws CellError where a cell fails; the signal's reason when aborted.
 */
export async function makeReport(options: ReportOptions): Promise<WrittenReport> {
  const { name, notebook, folder = 'reports', command, smoke } = options;
  const work = join('.cache', 'reports', name);
  await rm(work, { recursive: true, force: true });
  writeAssignment(work, { command, smoke });
  const executed = await executeNotebook(notebook, { ...options, attachments: work });
  const attachments = readAttachments(work);
  const page = renderReport(executed, attachments);
  await mkdir(folder, { recursive: true });
  const html = join(folder, `${name}.html`);
  const json = join(folder, `${name}.json`);
  await writeWhole(html, page);
  await writeWhole(json, `${JSON.stringify(attachments.record, null, 1)}\n`);
  await writeIndexPage(folder);
  return { html, json, record: attachments.record };
}
