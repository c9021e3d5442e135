import assert from 'node:assert/strict';
import { documentationOf, parameterSchema } from '../../lib/parameters/schema';
import type { ParameterName } from '../../lib/parameters/schema';
import { matchSnapshot } from '../snapshot';

const names = Object.keys(parameterSchema) as ParameterName[];

describe('parameters/schema', () => {
  it('documents every parameter in one line', () => {
    const lines = names.map((name) => {
      const { group, description } = documentationOf(name);
      return `${group} | ${name} | ${description}`;
    });
    matchSnapshot(lines.join('\n'), 'documentation.txt');
  });

  it('lists the parameters of a group together', () => {
    const groups = names.map((name) => documentationOf(name).group);
    const changes = groups.filter((group, i) => group !== groups[i - 1]);
    assert.deepEqual(changes, ['Data', 'Network', 'Augmentation', 'Training', 'Report']);
  });
});
