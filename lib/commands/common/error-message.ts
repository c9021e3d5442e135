import { UserError } from '../../errors';
import { describeFileError } from '../../system/file-errors.mjs';

/**
 * What a command prints about a failure: the message alone if a person can cause and cure it, such as a bad parameter
 * or a full disk; for a defect also the stack, which shows where it comes from.
 *
 * @param error Whatever was thrown.
 * @returns One or several lines.
 * @example console.error(errorMessage(error));
 */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UserError || error.name === 'AbortError') return error.message;
  return describeFileError(error) ?? error.stack ?? error.message;
}
