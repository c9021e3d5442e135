import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Html } from '../html';
import { holdsBenchmarks } from './bench/record';
import { readRecord } from './record';
import type { ReportRecord } from './record';

/** A report that is there. */
export interface ListedReport {
  /** Name of its files, see `reportName`. */
  readonly file: string;
  readonly record: ReportRecord;
  /** Whether its page is there, and not only its record. */
  readonly hasPage: boolean;
}

/** Trials have other names than full reports. */
export const isTrial = ({ file, record }: Pick<ListedReport, 'file' | 'record'>): boolean => file !== record.name;

/**
 * The reports of a folder, in the order of their notebooks' file names.
 *
 * @param folder The reports' folder.
 * @returns The reports, and what is wrong with JSON files that are no records.
 */
export function listReports(folder: string): { reports: ListedReport[]; failures: string[] } {
  const reports: ListedReport[] = [];
  const failures: string[] = [];
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const file = basename(name, '.json');
    if (holdsBenchmarks(readFileSync(join(folder, name), 'utf8'))) continue;
    try {
      const record = readRecord(join(folder, name));
      reports.push({ file, record, hasPage: existsSync(join(folder, `${file}.html`)) });
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  const place = ({ record, file }: ListedReport): string => `${record.notebook} ${file}`;
  return { reports: reports.sort((a, b) => place(a).localeCompare(place(b), 'en', { numeric: true })), failures };
}

/** A page of figures beside the reports, as `writeFigurePage` makes it. */
export interface ListedPage {
  /** Its file, relative to the folder. */
  readonly file: string;
  readonly title: Html;
  readonly summary: Html;
}

/** The pages of searches, comparisons and benchmarks in a folder, by their names. */
export function listPages(folder: string): ListedPage[] {
  const files = readdirSync(folder).filter((name) =>
    /^compare-.+\.html$|-search-[0-9a-f]{8}\.html$|^bench\.html$/.test(name),
  );
  return files.sort().map((file) => {
    const head = readFileSync(join(folder, file), 'utf8').split('<style>', 1)[0]!;
    const of = (pattern: RegExp): Html => new Html(pattern.exec(head)?.[1] ?? '');
    return { file, title: of(/<title>([^<]*)</), summary: of(/name="description" content="([^"]*)"/) };
  });
}
