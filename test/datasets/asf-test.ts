import assert from 'node:assert/strict';
import { join } from 'node:path';
import { parseAsf } from '../../lib/datasets/asf';

const file = (count: string, ...lines: string[]) =>
  ['# AAM Shape File', '', count, '# landmarks', ...lines].join('\r\n');

describe('parseAsf', () => {
  it('reads landmarks of seven and of ten columns, and the photo', () => {
    const text = file('2', '0 \t4 \t0.25 \t0.5 \t0 \t0 \t1', '0 4 0.75 0.125 1 0 1 8 9 10', '', '#', '01-1m.jpg', '');
    const { fractions, photo } = parseAsf(text, join('some', '01-1m.asf'));
    assert.deepEqual([...fractions], [0.25, 0.5, 0.75, 0.125]);
    assert.equal(photo, join('some', '01-1m.jpg'));
  });

  const bad: [string, string, RegExp][] = [
    ['nothing', '', /a\.asf: the number of landmarks should stand first, but there is 'nothing'/],
    ['another format', '<svg/>', /number of landmarks should stand first, but there is '<svg\/>'/],
    [
      'a landmark too few',
      file('2', '0 4 0.2 0.5 0 0 1', 'x.jpg'),
      /2 landmarks and a photo are announced, but 2 lines/,
    ],
    ['a missing column', file('1', '0 4 0.2 0.5 0 0', 'x.jpg'), /landmark 0 should have 7 or 10 columns/],
    ['a landmark outside', file('1', '0 4 1.2 0.5 0 0 1', 'x.jpg'), /3rd and 4th in 0\.\.1/],
    ['no number', file('1', '0 4 abc 0.5 0 0 1', 'x.jpg'), /landmark 0/],
    ['a photo elsewhere', file('1', '0 4 0.2 0.5 0 0 1', '../x.jpg'), /should be a plain file name/],
  ];
  for (const [name, text, message] of bad) {
    it(`refuses ${name}`, () => assert.throws(() => parseAsf(text, 'a.asf'), message));
  }
});
