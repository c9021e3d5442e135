import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
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
