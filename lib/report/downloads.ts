import { basename } from 'node:path';
import { html } from '../html';
import type { Html } from '../html';
import type { ReportRecord } from './record';

/** A notebook's file. */
export interface NotebookSource {
  /** Its path. */
  readonly file: string;
  /** Its content. */
  readonly text: string;
}

/** Where a report comes from, and what its files are called. */
export interface ReportSource {
  /** Name of the report's files, without extension. */
  readonly name: string;
  readonly notebook: NotebookSource;
}

/** Digits of the fractions in a report's JSON file: those of float32, in which networks compute. */
const DIGITS = 7;

/** The text of a report's JSON file. */
export const recordText = (record: ReportRecord): string => `${jsonOf(record, 1)}\n`;

const jsonOf = (record: ReportRecord, indent = 0): string =>
  JSON.stringify(
    record,
    (_, value: unknown) => (isFraction(value) ? Number(value.toPrecision(DIGITS)) : value),
    indent,
  );

const isFraction = (value: unknown): value is number => typeof value === 'number' && !Number.isInteger(value);

/**
 * Links that give out what a report is made of. The files are in the page, so they work without a network.
 *
 * @param record The report's record.
 * @param source The notebook as it was run, and the name of the files.
 */
export const downloads = (record: ReportRecord, { name, notebook }: ReportSource): Html =>
  html`<p class="downloads">
    Download: ${link('notebook', basename(notebook.file), notebook.text)} ·
    ${link('main figures and loss curves (JSON)', `${name}.json`, jsonOf(record))}
  </p>`;

const link = (words: string, name: string, content: string): Html =>
  html`<a download="${name}" href="data:application/json;base64,${Buffer.from(content).toString('base64')}">${words}</a>`;
