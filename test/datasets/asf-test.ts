import assert from 'node:assert/strict';
import { parseAsf } from '../../lib/datasets/asf';
import { Malformed } from '../../lib/datasets/malformed';

const file = (count: string, ...lines: string[]) =>
  ['# AAM Shape File', '', count, '# landmarks', ...lines].join('\r\n');

describe('parseAsf', () => {
  it('reads landmarks of seven and of ten columns, and the photo', () => {
    const text = file('2', '0 \t4 \t0.25 \t0.5 \t0 \t0 \t1', '0 4 0.75 0.125 1 0 1 8 9 10', '', '#', '01-1m.jpg', '');
    const { fractions, host } = parseAsf(text);
    assert.deepEqual([...fractions], [0.25, 0.5, 0.75, 0.125]);
    assert.equal(host, '01-1m.jpg');
  });

  const bad: [string, string, string[]][] = [
    ['nothing', '', ["got ''"]],
    ['another format', '<svg/>', ["got '<svg/>'"]],
    ['a landmark too few', file('2', '0 4 0.2 0.5 0 0 1', 'x.jpg'), ['expected 2', 'got 2']],
    ['a missing column', file('1', '0 4 0.2 0.5 0 0', 'x.jpg'), ['landmark 0', '0 4 0.2 0.5 0 0']],
    ['no number', file('1', '0 4 abc 0.5 0 0 1', 'x.jpg'), ['landmark 0', 'abc']],
  ];
  for (const [name, text, named] of bad) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => parseAsf(text),
        (error) => error instanceof Malformed && named.every((part) => error.message.includes(part)),
      );
    });
  }
});
