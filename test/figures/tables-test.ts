import assert from 'node:assert/strict';
import { nose } from '../../lib/experiments/nose';
import { ablationTable } from '../../lib/figures/ablation-table';
import { networkTable } from '../../lib/figures/network-table';
import { nmeTable } from '../../lib/figures/nme-table';
import { parameterTable } from '../../lib/figures/parameter-table';
import { splitTable } from '../../lib/figures/split-table';
import { table } from '../../lib/figures/table';
import { noseNetwork } from '../../lib/networks/models/nose';
import { madeUpSamples } from './made-up';

const rows = (html: string) =>
  [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell!.replace(/<[^>]*>/g, '')),
  );

describe('tables', () => {
  it('align numbers with shared decimals, and escape text', () => {
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
      ],
      'Two.',
    );
    assert.deepEqual(rows(figure.body), [
      ['Name', 'MSE', 'Good', 'Missing'],
      ['&lt;a&gt;', '0.003100', 'yes', '–'],
      ['b', '0.000170', 'no', '–'],
    ]);
    assert.match(figure.body, /<td class="faces-number-cell" data-value="0.0031">/);
    assert.match(figure.body, /<th scope="col">Name/);
  });

  it('show the measures of 300-W, and leave out what has no faces', () => {
    const figure = nmeTable({ 'one, "a"': [4, 4, 4, 12], none: [] });
    const [head, row, ...more] = rows(figure.body);
    assert.equal(more.length, 0);
    assert.equal(head!.length, row!.length);
    const [label, faces, nme, interval, ...shares] = row!;
    assert.deepEqual([label, faces, nme], ['one, &quot;a&quot;', '4', '6.00']);
    const [, low, high] = /^([\d.]+) to ([\d.]+)$/.exec(interval!)!;
    assert.ok(Number(low) >= 4 && Number(low) < 6 && Number(high) > 6 && Number(high) <= 12, interval);
    // Three of four faces leave half of the area up to 8 %; one of four lies beyond 8 and 10 %.
    assert.deepEqual(shares, ['37.5', '25.0', '25.0']);
  });

  it('sum up a network', () => {
    const network = noseNetwork({ width: 16, height: 16, seed: 1 });
    const figure = networkTable(network);
    network.dispose();
    const table = rows(figure.body);
    assert.deepEqual(table[1], ['conv1: Conv2d 1 -&gt; 12, 7x7, padding 3', '16 × 16 × 12', '600']);
    assert.deepEqual(table.at(-2), ['fc2: Linear 128 -&gt; 2', '2', '258']);
    assert.deepEqual(table.at(-1), ['All', '', '21,570']);
  });

  it('count faces, people and labels on both sides of a split', () => {
    const { faces } = madeUpSamples(9);
    const figure = splitTable({
      training: { faces: faces.slice(0, 6) },
      validation: { faces: faces.slice(6) },
      split: 'by person',
    });
    assert.deepEqual(rows(figure.body)[1]!.slice(0, 3), ['training', '6', '2']);
    assert.deepEqual(rows(figure.body)[2]!.slice(0, 3), ['validation', '3', '1']);
    const heads = rows(figure.body)[0]!;
    assert.equal(rows(figure.body)[1]![heads.indexOf('sex: male')], '3');
  });

  it('mark parameters that are not at their default', () => {
    const figure = parameterTable(nose, { ...nose.defaults, epochs: 30 });
    assert.match(figure.caption, /with epochs 30 in place of 15/);
    assert.equal(figure.body.match(/faces-highlight/g)!.length, 1);
    const epochs = rows(figure.body).find(([name]) => name === 'epochs')!;
    assert.deepEqual(epochs.slice(1, 3), ['30', '15']);
    assert.ok(epochs[3]!.length > 10);
    assert.match(parameterTable(nose, nose.defaults).caption, /all at their defaults/);
  });

  it('tell an ablation with gains, and which gains are uncertain', () => {
    const figure = ablationTable([
      { title: 'start', mean: 0.004, sd: 0.0002 },
      { title: 'surely better', mean: 0.002, sd: 0.0001, change: { mean: -0.002, margin: 0.0003 } },
      { title: 'perhaps better', mean: 0.0019, sd: 0.0001, change: { mean: -0.0001, margin: 0.0003 } },
    ]);
    assert.deepEqual(rows(figure.body)[2]!.slice(0, 4), [
      '2',
      'surely better',
      '0.00200 ± 0.00010',
      '−0.00200 ± 0.00030 (−50 %)',
    ]);
    assert.match(figure.caption, /From 0\.00400 to 0\.00190 in 2 steps .*Within their uncertainty: perhaps better\./);
  });
});
