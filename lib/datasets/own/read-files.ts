import { DataError } from '../../errors';
import { Malformed } from '../malformed';
import { readText } from '../text';
import { Reading } from './annotation';
import { recognize, UNKNOWN_REMEDY } from './formats/recognize';
import { problemOf } from './found';
import type { Found } from './found';
import { problemLine } from './own-data';
import type { Problem } from './own-data';

/** What was found in annotation files. */
export interface FilesContent {
  readonly found: readonly Found[];
  /** Number of files of each format. */
  readonly files: ReadonlyMap<string, number>;
  /** Faces left out, by reason. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Names of landmarks in the order in which the files declare them. */
  readonly names: readonly string[];
  /** Pairs of landmarks that the files join by lines. */
  readonly edges: readonly (readonly [string, string])[];
}

/** Collects problems; in strict mode, the first one ends everything. */
export class Problems {
  private readonly list: Problem[] = [];
  private readonly known = new Set<string>();

  constructor(private readonly strict: boolean) {}

  /**
   * Notes a problem, once: a damaged photo may have several faces.
   *
   * @throws DataError in strict mode.
   */
  add(problem: Problem): void {
    const line = problemLine(problem);
    if (this.strict) throw new DataError(line);
    if (this.known.has(line)) return;
    this.known.add(line);
    this.list.push(problem);
  }

  /** All problems in the order of the files and their lines. */
  sorted(): Problem[] {
    return this.list.sort((a, b) => a.place.localeCompare(b.place, 'en', { numeric: true }));
  }
}

/**
 * Reads annotation files of any format.
 *
 * @param files Paths relative to the folder, with the full path of each.
 * @param problems Is given what is wrong with them.
 * @throws DataError in strict mode, at the first problem.
 */
export async function readFiles(
  files: readonly { readonly name: string; readonly path: string }[],
  problems: Problems,
): Promise<FilesContent> {
  const content = {
    found: [] as Found[],
    files: new Map<string, number>(),
    leftOut: new Map<string, number>(),
    names: [] as string[],
    edges: [] as (readonly [string, string])[],
  };
  for (const { name, path } of files) {
    const reading = new Reading();
    const format = await readFile(name, path, reading, problems);
    if (format !== null) content.files.set(format, (content.files.get(format) ?? 0) + 1);
    for (const { entry, problem, remedy } of reading.problems) problems.add(problemOf(name, entry, problem, remedy));
    for (const annotation of reading.annotations) content.found.push({ ...annotation, file: name, format: format! });
    for (const [reason, faces] of reading.leftOut) {
      content.leftOut.set(reason, (content.leftOut.get(reason) ?? 0) + faces);
    }
    content.names.push(...reading.names.filter((one) => !content.names.includes(one)));
    content.edges.push(...reading.edges);
  }
  return content;
}

/** Reads one file. @returns Name of its format; null if it has none. */
async function readFile(name: string, path: string, reading: Reading, problems: Problems): Promise<string | null> {
  let format = null;
  try {
    const file = { path, text: await readText(path) };
    format = recognize(file);
    await format.read(file, reading);
  } catch (error) {
    if (error instanceof Malformed) {
      const remedy = format ? 'Correct the file, or move it out of the folder.' : UNKNOWN_REMEDY;
      problems.add(problemOf(name, error.entry, error.problem, remedy));
    } else if ((error as NodeJS.ErrnoException).code) {
      problems.add(problemOf(name, '', `not readable (${(error as Error).message})`, 'Check its permissions.'));
    } else throw error;
  }
  return format?.name ?? null;
}
