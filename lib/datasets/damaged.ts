import { DataError } from '../errors';

/** What to do about a damaged data set. */
export const REPAIR = "Correct the file, or delete the data set's folder to download it again.";

/**
 * The error for a file of a data set that is missing, malformed or not what it should be.
 *
 * @param place Path of the file or folder, and the line where that helps.
 * @param problem What is wrong, as a sentence without its period.
 * @param cause The error behind it.
 */
export const damaged = (place: string, problem: string, cause?: unknown): DataError =>
  new DataError(`${place}: ${problem}. ${REPAIR}`, { cause });
