import assert from 'node:assert/strict';
import { readDocumentation } from '../../lib/parameters/documentation';
import { parameterSchema } from '../../lib/parameters/schema';

describe('experiments/documentation', () => {
  const documentation = readDocumentation(process.cwd());

  it('has every parameter of the parameterSchema, with its group', () => {
    assert.deepEqual([...documentation.keys()], Object.keys(parameterSchema));
    for (const [name, { text, group }] of documentation) {
      assert.match(text, /^[A-Z].*\.$/, name);
      assert.ok(group.length > 0, name);
    }
  });

  it('joins a comment of several lines', () => {
    for (const { text } of documentation.values()) assert.doesNotMatch(text, /\n|\s\*/);
  });
});
