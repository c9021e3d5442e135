import assert from 'node:assert/strict';
import { nose } from '../../lib/experiments/nose';
import { ablationTable, verdictsOfSteps } from '../../lib/figures/ablation-table';
import { networkTable } from '../../lib/figures/network-table';
import { nmeTable } from '../../lib/figures/nme-table';
import { parameterTable } from '../../lib/figures/parameter-table';
import { splitTable } from '../../lib/figures/split-table';
import { table } from '../../lib/figures/table';
import { html } from '../../lib/html';
import { nme } from '../../lib/metrics/metric';
import { noseNetwork } from '../../lib/networks/models/nose';
import { matchSnapshot, readable } from '../snapshot';
import { madeUpSamples } from './made-up';

describe('tables', () => {
  it('align numbers with shared decimals, escape text, and sort by values', () => {
    const figure = table(
      [
        { name: '<a>', mse: 0.0031, ok: true },
        { name: 'b', mse: 0.00017, ok: false },
      ],
      [
        { title: 'Name', value: ({ name }) => name },
        { title: 'MSE', value: ({ mse }) => mse },
        { title: 'Good', value: ({ ok }) => ok },
        { title: 'Missing', value: () => undefined },
        { title: 'Shown', value: ({ name }) => name, html: ({ name }) => html`<b>${name}</b>` },
        { title: 'Why', value: () => 'a text that is longer than forty characters' },
      ],
      'Two.',
      { highlight: ({ ok }) => ok, footer: ['Total', '0.00327', '', '', '', '< 1'] },
    );
    matchSnapshot(readable(figure.html(1).text), 'table.html');
  });

  it('show the measures of 300-W, and leave out what has no faces', () => {
    matchSnapshot(readable(nmeTable({ 'one, "a"': [4, 4, 4, 12], none: [] }).html(1).text), 'nme-table.html');
  });

  it('sum up a network', () => {
    const network = noseNetwork({ width: 40, height: 30, extraChannels: 0, seed: 1 });
    try {
      matchSnapshot(readable(networkTable(network).html(1).text), 'network-table.html');
    } finally {
      network.dispose();
    }
  });

  it('count faces, people and labels on both sides of a split', () => {
    const { faces } = madeUpSamples(9);
    const samples = {
      training: { faces: faces.slice(0, 6) },
      validation: { faces: faces.slice(6) },
      split: 'by person',
    };
    matchSnapshot(readable(splitTable(samples).html(1).text), 'split-table.html');
  });

  it('mark parameters that are not at their default', () => {
    const changed = parameterTable(nose, { ...nose.defaults, epochs: 30 });
    matchSnapshot(readable(changed.html(1).text), 'parameter-table.html');
    assert.match(parameterTable(nose, nose.defaults).caption, /at their defaults/);
  });
});

describe('an ablation', () => {
  const steps = [
    { title: 'start', mean: 0.004, sd: 0.0002 },
    { title: 'surely better', mean: 0.002, sd: 0.0001, change: { mean: -0.002, margin: 0.0003, p: 0.0001 } },
    { title: 'perhaps better', mean: 0.0019, sd: 0.0001, change: { mean: -0.0001, margin: 0.0003, p: 0.4 } },
    { title: 'better, if alone', mean: 0.0017, sd: 0.0001, change: { mean: -0.0002, margin: 0.0001, p: 0.03 } },
    { title: 'one run, with a comma', mean: 0.0018, sd: NaN, change: { mean: 0.0001, margin: NaN, p: NaN } },
    { title: 'surely worse', mean: 0.003, sd: 0.0001, change: { mean: 0.0012, margin: 0.0003, p: 0.001 } },
  ];

  it('is a table with each step on one scale', () => {
    matchSnapshot(readable(ablationTable(steps, { target: 0.001 }).html(1).text), 'ablation-table.html');
    assert.equal(ablationTable([]).caption, 'No steps.');
    const wild = [
      { title: 'start', mean: 8.604, sd: 0.2 },
      { title: 'heatmaps', mean: 5.634, sd: 0.05, change: { mean: -2.97, margin: 0.517, p: 0.0016 } },
    ];
    assert.equal(
      ablationTable(wild, { metric: nme, target: 4 }).caption,
      'Cumulative ablation, each step added to those before it. NME at the start: 8.60%; after 1 step: 5.63%. ' +
        'Significantly better: heatmaps. Dotted line: the goal set for this recipe, 4.00%.',
    );
  });

  it('tells better steps from worse ones, from chance among several steps, and from single runs', () => {
    assert.deepEqual(
      verdictsOfSteps(steps).map(({ verdict }) => verdict),
      ['better', 'not significant', 'not significant', 'no interval', 'worse'],
    );
  });
});
