import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { errorMessage } from './error-message';

/**
 * Makes a command that npm runs, `npm run <name> -- [options]`.
 *
 * @param name Of the npm script.
 * @param description One or two sentences for the help.
 * @returns The command, for options and an action.
 */
export const newCommand = (name: string, description: string): Command =>
  new Command(`npm run ${name} --`).description(description).helpOption('-h, --help', 'Show this help.');

/**
 * Runs a command with the process's arguments. A failure ends the process with a message and exit status 1, or 130 if
 * the user stopped it.
 *
 * @param command The command with all its options.
 */
export function runCommand(command: Command): void {
  command.showHelpAfterError('Use --help to list all options.');
  command.parseAsync().catch((error: unknown) => {
    if (error instanceof CommanderError) process.exit(error.exitCode);
    console.error(errorMessage(error));
    process.exit(error instanceof Error && error.name === 'AbortError' ? 130 : 1);
  });
}

/** Adds `--strict` to a command: what would be left out of the data ends the command. */
export const addStrictOption = (command: Command): Command =>
  command
    .option('--strict', 'Stop at the first file of the data that is missing, damaged or doubtful.')
    .on('option:strict', () => (process.env.FACES_STRICT = '1'));

/**
 * Turns Ctrl-C into a signal: the first one asks the work to stop in good order, the second one ends the process.
 *
 * @param message What the user can do next, as a sentence.
 * @returns Aborted with an 'AbortError' at the first SIGINT or SIGTERM.
 */
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

/**
 * Parses the value of an option that takes a positive integer.
 *
 * @param text As typed.
 * @returns The number.
 * @throws InvalidArgumentError when it is none, with the nearest one.
 */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    const nearest = Number.isFinite(value) ? Math.max(1, Math.round(value)) : 1;
    throw new InvalidArgumentError(`Must be a positive integer (nearest: ${nearest}).`);
  }
  return value;
}
