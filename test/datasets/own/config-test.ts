import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../../../lib/datasets/own/config';
import { root } from '../../../lib/paths';
import { temporaryFolder } from '../../environment';
import { isDataError } from '../../errors';

describe('landmarks.json', () => {
  const folder = temporaryFolder();
  const read = async (content: unknown) => {
    await writeFile(join(folder(), 'landmarks.json'), typeof content === 'string' ? content : JSON.stringify(content));
    return readConfig(folder());
  };

  it('may be missing, empty or complete', async () => {
    assert.deepEqual(await readConfig(folder()), {});
    assert.deepEqual(await read({}), {});
    const config = {
      title: 'Leaves',
      names: ['tip', 'left', 'right'],
      parts: [{ name: 'edge', landmarks: ['left', 0, 'right'], closed: true }],
      mirror: [['left', 2]],
      normalizer: 'diagonal',
      crop: 'photo',
      groups: { pattern: '^(.+)_' },
    };
    assert.deepEqual(await read(config), config);
  });

  it('may be as data/README.md shows it', async () => {
    const readme = await readFile(join(root(), 'data/README.md'), 'utf8');
    const [, example = ''] = /```json\n(.*?)```/s.exec(readme) ?? [];
    assert.deepEqual(await read(example), JSON.parse(example));
  });

  const bad: [string, unknown, string[]][] = [
    ['text that is no JSON', '{ names: ["a"] }', ['well-formed']],
    ['an unknown setting', { mirrors: false }, ["'mirrors'", "did you mean 'mirror'"]],
    ['an unknown word', { groups: 'person' }, ['groups', '"folder"']],
    ['a pair of one', { mirror: [['a']] }, ['mirror', 'pairs']],
    ['a normalizer of three', { normalizer: ['a', 'b', 'c'] }, ['normalizer', 'diagonal']],
    ['an unknown crop', { crop: 'face' }, ['crop', 'photo']],
    ['a part without landmarks', { parts: [{ name: 'a' }] }, ['parts.0.landmarks']],
    ['a negative number', { parts: [{ name: 'a', landmarks: [-1] }] }, ['parts.0.landmarks.0', 'number']],
    ['a pattern without parentheses', { groups: { pattern: 'a+' } }, ['groups.pattern', 'parentheses']],
    ['a broken pattern', { groups: { pattern: '(a' } }, ['groups.pattern', 'group']],
    ['everything at once', { names: [], crop: 1 }, ['names', 'crop']],
  ];
  for (const [title, content, named] of bad) {
    it(`is refused with ${title}`, async () => {
      await assert.rejects(read(content), isDataError(join(folder(), 'landmarks.json'), ...named));
    });
  }
});
