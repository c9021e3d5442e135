import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fixed, formatValue } from '../../lib/format';
import { documentationOf, parameterSchema } from '../../lib/parameters/schema';
import type { ParameterName } from '../../lib/parameters/schema';
import { root } from '../../lib/paths';

const FILE = join(root(), 'lib/parameters/values.ts');
const WIDTH = 120;

/** The type of a parameter's values, and their range in words. */
function typeOf(name: ParameterName): { type: string; range: string } {
  const schema = parameterSchema[name];
  if (schema instanceof z.ZodBoolean) return { type: 'boolean', range: '' };
  if (schema instanceof z.ZodString) return { type: 'string', range: '' };
  if (schema instanceof z.ZodEnum) return { type: schema.options.map((value) => `'${value}'`).join(' | '), range: '' };
  if (schema instanceof z.ZodLiteral) return { type: [...schema.values].join(' | '), range: '' };
  const { minValue, maxValue, isInt } = schema;
  const number = (value: number | null): string =>
    Number.isInteger(value) && Math.abs(value!) >= 1000 ? fixed(value!, 0) : formatValue(value);
  return { type: 'number', range: ` ${isInt ? 'Integer' : 'Number'} from ${number(minValue)} to ${number(maxValue)}.` };
}

/** A comment on one line if it fits, otherwise on several. */
function comment(text: string): string {
  const line = `  /** ${text} */`;
  if (line.length <= WIDTH) return line;
  const lines = ['  /**'];
  for (const word of text.split(' ')) {
    if (lines.length > 1 && `${lines.at(-1)} ${word}`.length <= WIDTH) lines[lines.length - 1] += ` ${word}`;
    else lines.push(`   * ${word}`);
  }
  return [...lines, '   */'].join('\n');
}

/** `lib/parameters/values.ts` as the schema has it. */
function source(): string {
  const names = Object.keys(parameterSchema) as ParameterName[];
  const properties = names.map((name) => {
    const { type, range } = typeOf(name);
    return `${comment(documentationOf(name).description + range)}\n  ${name}: ${type};`;
  });
  return `/**
 * All parameters with the types of their values, as editors and the notebooks' kernel show them. Made from \`schema.ts\` by
 * \`test/parameters/values-test.ts\`: change that one, and run the test with \`UPDATE_SNAPSHOTS=1\`.
 */
export interface ParameterValues {
${properties.join('\n')}
}
`;
}

describe('parameters/values', () => {
  it('documents every parameter as the schema does', () => {
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(FILE, source());
    assert.equal(readFileSync(FILE, 'utf8'), source(), 'UPDATE_SNAPSHOTS=1 makes the file anew');
  });
});
