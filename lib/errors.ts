/**
 * An error whose message is all that a person needs: what is wrong, with what, and what to do. Commands and notebooks
 * show the message alone; every other error is a defect and shows where it comes from.
 *
 * @example throw new UserError('reports/ is not writable. Change its permissions, or run the command as its owner.');
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** A file of this project's own could not be written, such as on a full disk. */
export class StorageError extends UserError {
  override readonly name = 'StorageError';
}

/** A file from outside (photo, annotation, weights, notebook) that is missing, damaged or not what it should be. */
export class DataError extends UserError {
  override readonly name = 'DataError';
}
