import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ParameterError } from './validation';

/** What a command tells the notebook that it runs. */
export interface NotebookJob {
  /** Parameters that take precedence over the notebook's own. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether cached runs are trained again. */
  readonly force: boolean;
  /** Whether TensorBoard event files are written. */
  readonly tensorBoard: boolean;
  /** Present when the notebook is run for a report. */
  readonly report?: ReportJob;
}

/** What the command that makes a report tells the notebook. */
export interface ReportJob {
  /** The command that reproduces the report. */
  readonly command: string;
  /** Parameters that shorten the run; present in a smoke run only. */
  readonly smoke?: Readonly<Record<string, unknown>>;
  /** Folder (absolute path) for what the report needs beside the notebook's outputs. */
  readonly folder: string;
  /** Whether the report is for sharing, so that no pixel of the photos may be in it. */
  readonly withoutPhotos?: boolean;
}

/** Environment variable with the path of the job, a JSON file. */
export const JOB_VARIABLE = 'FACES_JOB';

/**
 * The job of the command that runs this notebook; undefined where a person runs it.
 *
 * @returns The job that the file named by `FACES_JOB` holds.
 * @throws ParameterError when the environment names a file that does not exist.
 */
export function readJob(): NotebookJob | undefined {
  const file = process.env[JOB_VARIABLE];
  if (!file) return undefined;
  if (!existsSync(file)) throw new ParameterError(`${JOB_VARIABLE} names ${file}, which does not exist.`);
  return JSON.parse(readFileSync(file, 'utf8')) as NotebookJob;
}

/**
 * Whether what a notebook shows may have pixels of photos in it: not where its report is for sharing, as the photos
 * are not ours to publish. `lib/figures/images.ts` and `lib/notebook/try-it.ts` obey; `lib/report/withheld.ts` checks.
 *
 * @returns False only in a notebook that is run by `npm run publish`.
 * @throws ParameterError as `readJob` does.
 * @example if (!showsPhotos()) return lineDrawing;
 */
export const showsPhotos = (): boolean => readJob()?.report?.withoutPhotos !== true;

/**
 * Writes a job for a notebook's process to read.
 *
 * @param file Path of the JSON file; the process gets it in the environment variable `FACES_JOB`.
 * @param job What the notebook is told.
 */
export function writeJob(file: string, job: NotebookJob): void {
  writeFileSync(file, JSON.stringify(job));
}
