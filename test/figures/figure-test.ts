import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import vm from 'node:vm';
import { RUN_COLORS, runLook } from '../../lib/figures/colors';
import { Figure } from '../../lib/figures/figure';
import { dataBlock } from '../../lib/html';
import { resetFigures } from '../../lib/figures/kernel';

const figure = (id: string, kind: 'figure' | 'table' = 'figure') =>
  new Figure(kind, '<p></p>', `It's <${id}>.`, { id });

describe('figures', () => {
  beforeEach(resetFigures);

  it('are numbered in the order shown, figures and tables each by themselves', () => {
    const [a, b, c] = [figure('a'), figure('b', 'table'), figure('c')];
    assert.match(a.html(), /id="fig-a".*Figure 1\.<\/span> It&#39;s &lt;a&gt;\./);
    assert.match(b.html(), /id="tbl-b".*Table 1\./);
    assert.match(c.html(), /Figure 2\./);
    assert.match(figure('a').html(), /Figure 1\./);
  });

  it('name themselves where there is no notebook', () => {
    assert.equal(inspect(figure('a')), "Figure 'It's <a>.'");
    assert.throws(() => figure('a').show(), /notebook/);
  });

  it('show themselves in a notebook, the page script once before the first', () => {
    const shown: string[] = [];
    const tslab = { newDisplay: () => ({ html: (html: string) => shown.push(html) }) };
    const scope = globalThis as { __tslab__?: unknown };
    scope.__tslab__ = { require: (name: string) => (name === 'tslab' ? tslab : undefined) };
    try {
      assert.equal(inspect(figure('a')), '');
      assert.equal(inspect(figure('b')), '');
    } finally {
      delete scope.__tslab__;
    }
    assert.equal(shown.length, 3);
    assert.match(shown[0]!, /^<!--faces:runtime--><style>[^]*<\/style><script>[^]*<\/script><!--\/faces:runtime-->$/);
    assert.match(shown[1]!, /fig-a/);
  });

  it('bring a script that is one, and cannot end its element early', () => {
    const shown: string[] = [];
    const scope = globalThis as { __tslab__?: unknown };
    scope.__tslab__ = { require: () => ({ newDisplay: () => ({ html: (html: string) => shown.push(html) }) }) };
    try {
      figure('a').show();
    } finally {
      delete scope.__tslab__;
    }
    const script = /<script>([^]*?)<\/script>/.exec(shown[0]!)![1]!;
    assert.doesNotThrow(() => new vm.Script(script));
    assert.ok(shown[0]!.endsWith(`${script}</script><!--/faces:runtime-->`));
  });

  it('hold data that cannot end its block early, with six digits', () => {
    const block = dataBlock({ text: '</script><b>', number: 0.1 + 0.2 });
    assert.equal(block.match(/<\/script>/g)!.length, 1);
    assert.deepEqual(JSON.parse(block.slice(block.indexOf('>') + 1, -'</script>'.length)), {
      text: '</script><b>',
      number: 0.3,
    });
  });

  it('give a run the same look everywhere, and no two runs the same', () => {
    const first = runLook('default');
    assert.notEqual(runLook('other').color, first.color);
    assert.deepEqual(runLook('default'), first);
    const looks = Array.from({ length: 26 }, (_, i) => runLook(`run ${i}`));
    assert.equal(new Set([first, ...looks].map((look) => JSON.stringify(look))).size, 27, 'each looks otherwise');
    assert.ok(looks.every(({ color }) => (RUN_COLORS as readonly string[]).includes(color)));
    assert.ok(looks.slice(RUN_COLORS.length).every(({ mark }) => mark === 'line and points'));
  });
});
