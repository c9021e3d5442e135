import { UserError } from '../errors';

/** A task failed in its process. */
export class ProcessError extends UserError {
  override readonly name: string = 'ProcessError';

  /** Takes the task's own words, or those about the end of its process. */
  constructor(
    message: string,
    /** Whether the process was ended by a signal that nobody sends on purpose, as happens when memory runs out. */
    readonly crashed = false,
  ) {
    super(message);
  }
}

/** Signals by which the system ends a process, for want of memory among other things. */
const CRASHES: readonly (string | null)[] = ['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGBUS'];

/**
 * The error about a process that ended before its task was done.
 *
 * @param status Its exit status, null if a signal ended it.
 * @param killedBy That signal.
 * @param output The end of its error output.
 */
export function endedEarly(status: number | null, killedBy: string | null, output: string): ProcessError {
  const crashed = CRASHES.includes(killedBy);
  const end =
    (killedBy === 'SIGKILL' ? 'was killed' : `ended with ${killedBy ?? `the status ${status}`}`) +
    (crashed ? ', perhaps because memory ran out' : '');
  return new ProcessError([`The process ${end}.`, output.trim()].filter(Boolean).join('\n'), crashed);
}
