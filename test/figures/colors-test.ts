import assert from 'node:assert/strict';
import { cssColor, diverging, RUN_COLORS, runLook, sequential } from '../../lib/figures/colors';
import { resetFigures } from './fake-notebook';

describe('colors', () => {
  beforeEach(resetFigures);

  it('give a run the same look everywhere, and no two runs the same', () => {
    const first = runLook('default');
    assert.notEqual(runLook('other').color, first.color);
    assert.deepEqual(runLook('default'), first);
    const looks = Array.from({ length: 26 }, (_, i) => runLook(`run ${i}`));
    assert.equal(new Set([first, ...looks].map((look) => JSON.stringify(look))).size, 27, 'each looks different');
    assert.ok(looks.every(({ color }) => (RUN_COLORS as readonly string[]).includes(color)));
    assert.ok(looks.slice(RUN_COLORS.length).every(({ mark }) => mark === 'line and points'));
  });

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
