import assert from 'node:assert/strict';
import { chart } from '../../lib/figures/chart';
import { chartAxes, initialSwitches } from '../../lib/figures/chart-axes';
import { plain } from '../../lib/figures/page/plain';
import { tickLabels } from '../../lib/figures/page/plotly-layout';
import { tracesOf } from '../../lib/figures/page/plotly-traces';
import type { Theme } from '../../lib/figures/page/theme';
import { resetFigures } from './fake-notebook';
import { specOf } from './made-up';

/** Plotly would show the first as a link, the second in bold. */
const MARKUP = '<a href="javascript:run()">a</a><b>b</b> &amp; <img src=x onerror=run()>';

describe('texts of live charts', () => {
  beforeEach(resetFigures);

  it('are text, whatever names, labels and titles hold', () => {
    const one = { name: MARKUP, color: 'blue', mark: 'points', x: [0.1, 0.2], y: [1, 2] } as const;
    const ticks = [{ value: 1, label: MARKUP }];
    const spec = specOf(
      chart(
        { x: { title: MARKUP }, y: { title: MARKUP, ticks }, series: [one, { ...one, labels: [MARKUP, 'b'] }] },
        MARKUP,
      ),
    );
    const theme = { muted: 'rgb(1, 2, 3)', blue: 'rgb(1, 2, 3)' } as Theme;
    const traces = JSON.stringify(tracesOf(spec, initialSwitches(spec), theme));
    const labels = tickLabels({ ...chartAxes(spec).y, domain: [0, 2] }, [0, 2]).ticktext!.join();
    for (const shown of [traces, labels.replaceAll('<br>', '')]) {
      assert.ok(shown.includes('&lt;a') && shown.includes('&amp;amp;'), shown);
      assert.doesNotMatch(shown.replace(/<\/?(br|b|extra)>/g, ''), /<[^"]/);
    }
    assert.ok(!traces.includes('<b>b'));
  });

  it('are what they were once Plotly has read them', () => {
    const read = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    for (const text of [MARKUP, 'a < b & c', '&lt;', '写真']) assert.equal(read(plain(text)), text);
  });
});
