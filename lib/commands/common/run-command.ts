import { CommanderError, InvalidArgumentError } from 'commander';
import type { Command } from 'commander';

/** Errors whose message is all that a person needs; others are defects and show where they come from. */
const PLAIN = new Set(['ParameterError', 'RunError', 'CellError', 'AbortError', 'DataError']);

/** Runs a command with the process's arguments; a failure ends with its message and exit status 1. */
export function runCommand(command: Command): void {
  command.showHelpAfterError('(--help shows all options)');
  command.parseAsync().catch((error: unknown) => {
    if (error instanceof CommanderError) process.exit(error.exitCode);
    const failure = error instanceof Error ? error : new Error(String(error));
    console.error(PLAIN.has(failure.name) ? failure.message : (failure.stack ?? failure.message));
    process.exit(failure.name === 'AbortError' ? 130 : 1);
  });
}

/** A signal for Ctrl-C: the first one asks the work to stop in good order, a second one ends it at once. */
export function stopOnInterrupt(message: string): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort(new DOMException(`Stopped. ${message}`, 'AbortError'));
      process.once(signal, () => process.exit(130));
    });
  }
  return stop.signal;
}

/** Reads an option that has to be a whole number from 1. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    const nearest = Number.isFinite(value) ? Math.max(1, Math.round(value)) : 1;
    throw new InvalidArgumentError(`It has to be a whole number from 1; the nearest is ${nearest}.`);
  }
  return value;
}
