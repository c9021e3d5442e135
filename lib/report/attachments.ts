import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecord, type ReportRecord } from './record';

/** Environment variable with the folder in which a notebook leaves what its report needs beside its outputs. */
export const ATTACHMENTS_VARIABLE = 'FACES_REPORT';

/** What the command that makes a report tells the notebook. */
export interface Assignment {
  /** The command, as it reproduces the report. */
  readonly command: string;
  /** Whether the run is a shortened one. */
  readonly smoke: boolean;
}

/** What a notebook leaves for its report. */
export interface Attachments {
  readonly record: ReportRecord;
  /** HTML of the image at the report's top. */
  readonly image?: string;
  /** The trained network and the faces to try it on, see `try-it.ts`. */
  readonly tryIt?: unknown;
}

const ASSIGNMENT = 'assignment.json';
const ATTACHMENTS = 'attachments.json';

export function writeAssignment(folder: string, assignment: Assignment): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, ASSIGNMENT), JSON.stringify(assignment));
}

/** The assignment, or nothing where the notebook was not started to make a report. */
export function readAssignment(folder = process.env[ATTACHMENTS_VARIABLE]): Assignment | undefined {
  if (!folder || !existsSync(join(folder, ASSIGNMENT))) return undefined;
  return JSON.parse(readFileSync(join(folder, ASSIGNMENT), 'utf8')) as Assignment;
}

export function writeAttachments(attachments: Attachments, folder = process.env[ATTACHMENTS_VARIABLE]): void {
  if (folder) writeFileSync(join(folder, ATTACHMENTS), JSON.stringify(attachments));
}

/** Throws an Error where the notebook ended without `finish(...)`, or with a record that is not valid. */
export function readAttachments(folder: string): Attachments {
  const file = join(folder, ATTACHMENTS);
  if (!existsSync(file)) throw new Error('The notebook left no record: its last cell must call finish(...).');
  const attachments = JSON.parse(readFileSync(file, 'utf8')) as Attachments;
  return { ...attachments, record: parseRecord(attachments.record, 'What finish(...) was given') };
}
