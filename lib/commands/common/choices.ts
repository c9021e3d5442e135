import type { Command } from 'commander';
import { closest } from 'fastest-levenshtein';
import { newCommand } from './run-command';

/** Something that a command can be about, such as an experiment. */
export interface Choice {
  /** As typed on the command line. */
  readonly name: string;
  readonly title: string;
}

/**
 * Makes a command that is about one experiment, `npm run <name> -- <experiment> [options]`: one subcommand for each,
 * and the nearest name for any other.
 *
 * @param name Of the command.
 * @param description Of the command, as a sentence.
 * @param choices The experiments, in the order of the help.
 * @param build Adds the options and the action to one subcommand.
 * @returns The command, for `runCommand`.
 */
export function commandForEach<C extends Choice>(
  name: string,
  description: string,
  choices: readonly C[],
  build: (command: Command, choice: C) => void,
): Command {
  const command = newCommand(name, description)
    .usage('<experiment> [options]')
    .commandsGroup('Experiments:')
    .argument('[experiment]')
    .allowUnknownOption()
    .allowExcessArguments()
    .action((given?: string) => command.error(`error: ${unknownChoice(given, choices)}`));
  for (const choice of choices) build(command.command(choice.name).description(choice.title), choice);
  return command;
}

function unknownChoice(given: string | undefined, choices: readonly Choice[]): string {
  const names = choices.map(({ name }) => name);
  const all = `Choose one of ${names.join(', ')}.`;
  if (given === undefined) return `no experiment given. ${all}`;
  return `unknown experiment '${given}' (nearest: ${closest(given, names)}). ${all}`;
}
