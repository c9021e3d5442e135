import assert from 'node:assert/strict';
import { cssColor, diverging, looksOf, sequential } from '../../lib/figures/colors';
import { resetFigures } from './fake-notebook';

const METHODS = ['ResNet-18', 'mean-shape baseline', 'face-api, same boxes', 'face-api, own detector', 'best recipe'];

describe('looks', () => {
  beforeEach(resetFigures);

  it('are those of a table for methods, in any order and company', () => {
    const alone = METHODS.map((label) => looksOf([label])[0]);
    assert.deepEqual(looksOf([...METHODS].reverse()), [...alone].reverse());
    assert.deepEqual(looksOf(['a', 'best recipe', 'b'])[1], alone.at(-1));
    assert.deepEqual(looksOf(['default']), looksOf(['ResNet-18']), 'the network of each experiment');
  });

  it('differ in one figure, in color as long as there are some', () => {
    const different = (labels: readonly string[], key = (look: object) => JSON.stringify(look)) =>
      assert.equal(new Set(looksOf(labels).map(key)).size, labels.length);
    different(METHODS);
    const variations = (count: number) => ['default', ...Array.from({ length: count }, (_, i) => `variation ${i}`)];
    different(variations(6), (look) => (look as { color: string }).color);
    different(variations(24), (look) => {
      const { color, symbol } = look as { color: string; symbol: string };
      return color + symbol;
    });
  });

  it('go to variations by their order, which keep them', () => {
    const [a, b] = looksOf(['a', 'b']);
    assert.deepEqual(looksOf(['b']), [b]);
    assert.deepEqual(looksOf(['c', 'd']), [a, b], 'another figure begins anew');
    assert.deepEqual(looksOf(['new', 'b', 'a']).slice(1), [b, a]);
    const [c, both] = looksOf(['c', 'a']);
    assert.deepEqual(c, a);
    assert.notDeepEqual(both, a, 'two that had the same look before');
  });
});

describe('color scales', () => {
  it('go from dark to light, or from blue over white to orange', () => {
    assert.deepEqual(
      [sequential(0), sequential(1), sequential(NaN), sequential(7)],
      [
        [0, 34, 78],
        [254, 232, 56],
        [0, 34, 78],
        [254, 232, 56],
      ],
    );
    assert.deepEqual(diverging(0), [247, 247, 247]);
    assert.equal(cssColor(diverging(-1)), 'rgb(5 80 150)');
  });
});
