import type { Command } from 'commander';
import { z } from 'zod';
import { formatValue } from '../../format';
import { isFolderOfData, optionOf, optionText } from '../../parameters/names';
import { documentationOf, parameterSchema } from '../../parameters/schema';
import type { ParameterValues, ParameterName } from '../../parameters/schema';
import { checkParameters, readValue } from '../../parameters/validation';
import type { Experiment } from '../../runs/experiment';
import { fromCaller } from './caller';

/**
 * Adds an option for each parameter of an experiment to a command, documented and with its default.
 *
 * @param command Gets the options.
 * @param experiment The experiment.
 * @returns The same command.
 */
export function addParameterOptions(command: Command, { defaults }: Pick<Experiment, 'defaults'>): Command {
  for (const [name, value] of Object.entries(defaults) as [ParameterName, unknown][]) {
    const { group, description } = documentationOf(name);
    // A switch can also be turned on by its bare name.
    const argument = typeof value === 'boolean' ? '[boolean]' : `<${typeof value === 'number' ? 'number' : 'name'}>`;
    const text = [description, choicesOf(name), `[${formatValue(value)}]`].filter(Boolean).join(' ');
    command.addOption(command.createOption(`${optionOf(name)} ${argument}`, text).helpGroup(`${group}:`));
  }
  return command;
}

/** `(mse, l1)` for a parameter with a few named values; empty for others. */
function choicesOf(name: ParameterName): string {
  const schema = parameterSchema[name];
  return schema instanceof z.ZodEnum ? `(${schema.options.join(', ')})` : '';
}

/**
 * Reads an experiment's parameters from a command's parsed options.
 *
 * @param experiment The experiment.
 * @param options Values as typed, by camel-case name.
 * @returns The parameters given on the command line.
 * @throws ParameterError for impossible values, with the nearest valid ones.
 */
export function parametersFrom(
  { defaults }: Pick<Experiment, 'defaults'>,
  options: Readonly<Record<string, unknown>>,
): Partial<ParameterValues> {
  const names = Object.keys(defaults) as ParameterName[];
  const shape = Object.fromEntries(names.map((name) => [name, parameterSchema[name]]));
  const given = Object.fromEntries(
    names.filter((name) => options[name] !== undefined).map((name) => [name, readGiven(name, String(options[name]))]),
  );
  checkParameters(shape, given);
  return given;
}

/**
 * Writes parameters as options of a command.
 *
 * @param parameters Any of an experiment's.
 * @returns For example `--learning-rate 5e-4 --seed 7`.
 */
export const optionsFor = (parameters: Partial<ParameterValues>): string =>
  Object.entries(parameters)
    .map(([name, value]) => optionText(name, value))
    .join(' ');

/**
 * Reads the value of a parameter from the command line.
 *
 * @param name Of the parameter.
 * @param text As typed; a folder may be relative to where it was typed.
 * @returns The value with the parameter's type, unchecked.
 */
export function readGiven(name: ParameterName, text: string): unknown {
  const value = readValue(parameterSchema[name], text);
  return name === 'data' && typeof value === 'string' && isFolderOfData(value) ? fromCaller(value) : value;
}
