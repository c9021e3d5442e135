import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { UserError } from '../errors';

/** A parameter that does not exist or a value that is impossible; the message names the nearest valid one. */
export class ParameterError extends UserError {
  override readonly name = 'ParameterError';
}

/**
 * Checks values given under parameter names.
 *
 * @throws ParameterError naming every unknown name and every impossible value, each with the nearest valid one.
 */
export function checkParameters<S extends z.ZodRawShape>(shape: S, given: Record<string, unknown>): void {
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const schema = shape[name];
    if (!schema) return [unknownName(name, Object.keys(shape))];
    const result = z.safeParse(schema, value);
    return result.success ? [] : [impossibleValue(name, value, result.error.issues[0]!)];
  });
  if (problems.length > 0) throw new ParameterError(problems.join('\n'));
}

/** Says that a name does not exist and which one may have been meant. */
export function unknownName(name: string, known: readonly string[]): string {
  if (known.length === 0) return `There is no parameter '${name}'.`;
  return `There is no parameter '${name}'. The nearest one is '${closest(name, [...known])}'.`;
}

function impossibleValue(name: string, value: unknown, issue: z.core.$ZodIssue): string {
  const at = issue.path.length > 0 ? ` (element ${issue.path.map((index) => Number(index) + 1).join('.')})` : '';
  const wrong = issue.path.reduce<unknown>((part, index) => (part as unknown[])[Number(index)], value);
  const nearest = nearestValid(wrong, issue);
  const hint = nearest === undefined ? '' : ` The nearest valid value is ${nearest}.`;
  return `${name}${at} cannot be ${show(wrong)}: ${reason(issue)}.${hint}`;
}

function reason(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return `it has to be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}`;
    case 'too_big':
      return `it has to be ${issue.inclusive ? 'at most' : 'below'} ${issue.maximum}`;
    case 'invalid_value':
      return `it has to be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return `it has to be ${TYPES[issue.expected] ?? issue.expected}`;
    default:
      return issue.message;
  }
}

function nearestValid(value: unknown, issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'too_small' && issue.inclusive) return String(issue.minimum);
  if (issue.code === 'too_big' && issue.inclusive) return String(issue.maximum);
  if (issue.code === 'invalid_value') return closest(String(value), issue.values.map(String));
  if (issue.code === 'invalid_type' && issue.expected === 'int') return String(Math.round(Number(value)));
  return undefined;
}

/** What a value has to be, by the name that zod has for its type. */
const TYPES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  string: 'a text',
};

const show = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

/**
 * Reads a value typed on the command line as the parameter's type: `1e-3`, `true`, `mse`, `32,64,128`.
 * What cannot be read comes back as it is, for `checkParameters` to refuse.
 */
export function readValue(schema: z.core.$ZodType, text: string): unknown {
  if (schema instanceof z.ZodNumber || schema instanceof z.ZodLiteral) {
    return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  }
  if (schema instanceof z.ZodBoolean) return text === 'true' ? true : text === 'false' ? false : text;
  if (schema instanceof z.ZodArray) {
    return text === '' ? [] : text.split(',').map((part) => readValue(schema.element, part));
  }
  return text;
}
