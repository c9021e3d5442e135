import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { UserError } from '../errors';

/** A parameter that does not exist, or an invalid value; the message names the nearest valid one. */
export class ParameterError extends UserError {
  override readonly name = 'ParameterError';
}

/**
 * Checks values given under parameter names.
 *
 * @param shape The parameters there are.
 * @param given Values by name.
 * @throws ParameterError listing every unknown name and every invalid value, one per line.
 */
export function checkParameters(shape: z.ZodRawShape, given: Readonly<Record<string, unknown>>): void {
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const schema = shape[name];
    if (!schema) return [unknownName(name, Object.keys(shape))];
    const result = z.safeParse(schema, value);
    return result.success ? [] : [invalidValue(name, value, result.error.issues[0]!)];
  });
  if (problems.length > 0) throw new ParameterError(problems.join('\n'));
}

/** Share of a name's letters that may be wrong in a name that was meant. */
const FAR = 0.6;

/**
 * The message for a parameter that does not exist.
 *
 * @param name The name as given.
 * @param known The parameters there are.
 */
export function unknownName(name: string, known: readonly string[]): string {
  if (known.length === 0) return `Unknown parameter '${name}'.`;
  const nearest = closest(name, [...known]);
  const isNear = distance(name.toLowerCase(), nearest.toLowerCase()) <= FAR * name.length;
  return `Unknown parameter '${name}'. ${isNear ? `Did you mean '${nearest}'?` : `The parameters: ${known.join(', ')}.`}`;
}

function invalidValue(name: string, value: unknown, issue: z.core.$ZodIssue): string {
  const shown = typeof value === 'string' ? `'${value}'` : typeof value === 'number' ? value : JSON.stringify(value);
  return `Invalid value ${shown} for ${name}: must be ${requirementOf(value, issue)}.`;
}

/** What the value has to be, with the nearest valid value unless that is obvious. */
function requirementOf(value: unknown, issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      return `${values.join(', ').replace(/, ([^,]*)$/, ' or $1')} (nearest: ${closest(String(value), values)})`;
    }
    case 'invalid_type': {
      if (issue.expected === 'boolean') return 'true or false';
      if (issue.expected === 'string') return 'a text';
      if (issue.expected !== 'int') return typeof value === 'number' ? 'a finite number' : 'a number';
      return Number.isFinite(value) ? `an integer (nearest: ${Math.round(Number(value))})` : 'an integer';
    }
    default:
      return issue.message;
  }
}

/**
 * Reads a value from the command line: `1e-3`, `true`, `mse`.
 *
 * @param schema The parameter's schema.
 * @param text The value as typed.
 * @returns A number or boolean where the parameter is one and the text can be read as one, else the text itself.
 */
export function readValue(schema: z.core.$ZodType, text: string): unknown {
  if (schema instanceof z.ZodNumber || schema instanceof z.ZodLiteral) {
    return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  }
  if (schema instanceof z.ZodBoolean) return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}
