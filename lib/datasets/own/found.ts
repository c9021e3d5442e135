import type { Annotation } from './annotation';
import type { Problem } from './own-data';

/** An annotation and where it was found. */
export interface Found extends Annotation {
  /** The annotation file, relative to the folder. */
  readonly file: string;
  /** Name of its format. */
  readonly format: string;
}

const CORRECT = 'Correct the entry, or remove it.';

/** A problem of an entry in an annotation file. @param problem A clause without its period. */
export const problemOf = (file: string, entry: string, problem: string, remedy = CORRECT): Problem => ({
  place: entry ? `${file}, ${entry}` : file,
  problem,
  remedy,
});
