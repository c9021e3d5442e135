import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { UserError } from '../errors';
import { checkWritable, writeWhole } from '../files';
import type { NotebookJob } from '../parameters/job';
import { root } from '../paths';
import { temporaryFolder } from '../system/files.mjs';
import { readAttachments } from './attachments';
import type { Attachments } from './attachments';
import { recordText } from './downloads';
import { executeNotebook } from './execute';
import type { ExecutionOptions } from './execute';
import { writeIndexPage } from './index-page';
import { withSmallFont } from './math-font';
import { linkNeighbors } from './neighbors';
import type { Notebook } from './notebook';
import { ownRecord } from './own-record';
import type { ReportRecord } from './record';
import { renderReport } from './render';
import { reportName } from './report-name';
import { fittingPage } from './withheld';

/** Largest size of a page with its record and the index. */
const PAGE_BYTES = 20e6;

/** What report to make, and how. */
export interface ReportOptions extends Omit<NotebookJob, 'report'>, Pick<ExecutionOptions, 'onEvent' | 'signal'> {
  /** Path of the notebook. */
  readonly notebook: string;
  /** The command that reproduces the report. */
  readonly command: string;
  /** Name of the report's files for a notebook of one's own, which may end without `finish(...)`. */
  readonly name?: string;
  /** Parameters that shorten the run, which `parameters` change; given for a smoke run only. */
  readonly smoke?: Readonly<Record<string, unknown>>;
  /** Whether the report is for sharing: without pixels of photos, and small. */
  readonly withoutPhotos?: boolean;
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
 * @throws UserError before anything is run when the folder cannot be written to; CellError when a cell fails; ExecutionError when the notebook cannot be run; the signal's reason when aborted.
 * @example await makeReport({ name: 'nose', notebook: 'notebooks/1-nose.ipynb', parameters: { epochs: 30 }, ... });
 */
export async function makeReport(options: ReportOptions): Promise<WrittenReport> {
  const {
    notebook,
    parameters,
    force,
    tensorBoard,
    command,
    smoke,
    withoutPhotos = false,
    folder = 'reports',
  } = options;
  checkWritable(folder, PAGE_BYTES);
  const attached = temporaryFolder('attachments');
  try {
    const report = { command, ...(smoke && { smoke }), ...(withoutPhotos && { withoutPhotos }), folder: attached };
    const job = { parameters: { ...smoke, ...parameters }, force, tensorBoard, report };
    const executed = await executeNotebook(notebook, { ...options, job });
    const attachments = withOwnName(readAttachments(attached), executed, options);
    const record = { ...attachments.record, notebook: relative(root(), resolve(notebook)) };
    const name = reportName(record, folder);
    const [html, json] = [join(folder, `${name}.html`), join(folder, `${name}.json`)];
    const source = { name, notebook: { file: notebook, text: readFileSync(notebook, 'utf8') } };
    const render = (all: Attachments) => withSmallFont(renderReport(executed, all, source));
    const whole = { ...attachments, record };
    writeWhole(html, await (withoutPhotos ? fittingPage(whole, render) : render(whole)));
    writeWhole(json, recordText(record));
    writeIndexPage(folder);
    linkNeighbors(folder);
    return { html, json, record };
  } finally {
    await rm(attached, { recursive: true, force: true });
  }
}

/** What the notebook left; a notebook of one's own has its own name and title, and need not leave anything. */
function withOwnName(
  attachments: Attachments | undefined,
  notebook: Notebook,
  { name, command }: Pick<ReportOptions, 'name' | 'command'>,
): Attachments {
  if (name !== undefined) {
    const own = ownRecord(notebook, name, command);
    return attachments
      ? { ...attachments, record: { ...attachments.record, name, title: own.title } }
      : { record: own };
  }
  if (attachments) return attachments;
  throw new UserError('The notebook left no record. Its last cell must call report(...).');
}
