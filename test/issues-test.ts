import assert from 'node:assert/strict';
import { z } from 'zod';
import { issueText } from '../lib/issues';

const textOf = (schema: z.ZodType, value: unknown): string => issueText(schema.safeParse(value).error!.issues[0]!);

describe('what is wrong with a value', () => {
  it('is said without words of the programming language', () => {
    assert.equal(textOf(z.string(), undefined), 'expected string, got nothing');
    assert.equal(textOf(z.number(), '7'), 'expected number, received string');
    assert.equal(textOf(z.enum(['a', 'b']), 'c'), 'expected one of "a"|"b"');
    assert.equal(textOf(z.int(), 7.5), 'expected int, received number');
  });
});
