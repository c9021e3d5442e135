import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Figure } from '../../lib/figures/figure';
import { experimentCard, experimentWithCard, runWithCard, sweepWithCard } from '../../lib/notebook/cards';
import { inFakeNotebook, resetFigures } from '../figures/fake-notebook';
import { matchSnapshot } from '../snapshot';
import { runOf, sweepOf } from './made-up';
import { tiny } from './tiny';

describe('notebook/cards', () => {
  afterEach(resetFigures);

  /** What is shown below a cell that ends with an object, without the figures' runtime. */
  const shownBy = (object: object) => {
    let printed = '';
    const { html, markdown } = inFakeNotebook(() => (printed = inspect(object)));
    return { printed, markdown, html: html.filter((one) => !one.includes('faces-runtime')) };
  };
  const run = {
    ...runOf(0.01),
    split: 'by person',
    generated: true,
    weights: '.cache/runs/default-1/weights.safetensors',
  };

  it('shows a run as its facts and loss curves', () => {
    const { printed, markdown, html } = shownBy(runWithCard({ ...run }, tiny));
    assert.equal(printed, '');
    assert.deepEqual(
      html.map((one) => one.includes('<svg') && one.includes('id="fig-run-default-"')),
      [true],
    );
    matchSnapshot(markdown.join('\n'), 'run-card.md');
  });

  it('shows a sweep as its table', () => {
    const { printed, html } = shownBy(sweepWithCard(sweepOf({ default: [0.01, 0.012], wide: [0.02, 0.018] })));
    assert.equal(printed, '');
    assert.deepEqual(
      html.map((one) => one.includes('data-kind="table"')),
      [true],
    );
  });

  it('shows an experiment as its data, network and parameters with their defaults', () => {
    const { printed, markdown, html } = shownBy(experimentWithCard({ ...tiny }));
    assert.equal(printed, '');
    assert.equal(html.length, 1);
    matchSnapshot(markdown.join('\n'), 'experiment-card.md');
    const table = experimentCard(tiny).find((part) => part instanceof Figure)!;
    assert.ok(table.body.text.includes('<code>learningRate</code>'));
  });

  it('leaves the object as it is for everything but printing', () => {
    const shown = runWithCard({ ...run }, tiny);
    assert.deepEqual({ ...shown }, { ...run });
    assert.equal(JSON.stringify(shown), JSON.stringify(run));
  });

  it('prints the object as before outside a notebook and within others', () => {
    const shown = runWithCard({ ...run }, tiny);
    assert.equal(inspect(shown), inspect(run));
    const { printed, markdown } = shownBy({ shown });
    assert.equal(printed, inspect({ shown: run }));
    assert.deepEqual(markdown, []);
  });
});
