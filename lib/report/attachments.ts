import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecord } from './record';
import type { ReportRecord } from './record';

/** What a notebook leaves for its report beside its outputs. */
export interface Attachments {
  readonly record: ReportRecord;
  /** HTML of the image at the report's top. */
  readonly image?: string;
  /** HTML of the figure below the summary, which shows how good the result is. */
  readonly scale?: string;
  /** The trained networks and the faces to try them on, see `try-it.ts`. */
  readonly tryIt?: unknown;
}

const FILE = 'attachments.json';

/**
 * Leaves attachments for the process that makes the report.
 *
 * @param attachments What the report needs.
 * @param folder The job's folder for it.
 */
export function writeAttachments(attachments: Attachments, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, FILE), JSON.stringify(attachments));
}

/**
 * Reads what a notebook left.
 *
 * @param folder The job's folder for it.
 * @returns The attachments, with their record checked; undefined when the notebook ended without `finish(...)`.
 * @throws DataError when its record is not valid.
 */
export function readAttachments(folder: string): Attachments | undefined {
  const file = join(folder, FILE);
  if (!existsSync(file)) return undefined;
  const attachments = JSON.parse(readFileSync(file, 'utf8')) as Attachments;
  return { ...attachments, record: parseRecord(attachments.record, 'The record given to finish(...)') };
}
