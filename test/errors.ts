import { DataError } from '../lib/errors';

/** Whether an error is a `DataError` whose message names all of these things: files, values. For `assert.throws`. */
export const isDataError =
  (...names: string[]) =>
  (error: unknown): boolean => {
    if (!(error instanceof DataError)) throw error;
    const missing = names.find((name) => !error.message.includes(name));
    if (missing !== undefined) throw new Error(`The message should name ${missing}: ${error.message}`);
    return true;
  };
