import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '../../../lib/errors';
import { root } from '../../../lib/paths';
import { publishBench } from '../../../lib/report/bench/page';
import { benchFile, keepBench, readBench } from '../../../lib/report/bench/record';
import type { BenchSection } from '../../../lib/report/bench/record';
import { indexPage } from '../../../lib/report/index-page';
import { temporaryFolder } from '../../environment';

const part: BenchSection = {
  title: 'Cost of cats',
  text: 'Cats cost **more** in May.',
  command: 'npm run bench -- cats',
  measuredOn: 'One cat.',
  measured: '2026-11-27T10:00:00.000Z',
  columns: [
    { key: 'cats', title: 'Cats' },
    { key: 'cost', title: 'Cost (EUR)' },
  ],
  rows: [
    { cats: 1, cost: 12.5, month: 'May' },
    { cats: 2, cost: 25, month: 'May' },
    { cats: 1, cost: 9, month: 'June' },
  ],
  charts: [
    {
      caption: 'Cost by cats.',
      x: { key: 'cats', title: 'Cats', log: false },
      y: { key: 'cost', title: 'Cost (EUR)', log: true },
      series: 'month',
    },
  ],
};

describe('report/bench', () => {
  const folder = temporaryFolder();

  it('keeps the parts of the benchmarks beside each other', () => {
    keepBench(folder(), 'cats', part);
    keepBench(folder(), 'dogs', { ...part, title: 'Dogs' });
    keepBench(folder(), 'cats', { ...part, title: 'Cats again' });
    const titles = Object.values(readBench(folder()).sections).map(({ title }) => title);
    assert.deepEqual(titles, ['Cats again', 'Dogs']);
  });

  it('makes a page of tables and charts that loads nothing and is listed by the index, which takes no part for a report', () => {
    const page = readFileSync(publishBench(folder(), 'cats', part), 'utf8');
    for (const text of [
      '<p>Cats cost <strong>more</strong> in May.</p>',
      'One cat. Measure it again with',
      'Cost (EUR)',
    ]) {
      assert.ok(page.includes(text), text);
    }
    const [, data = ''] = /<script type="application\/json">\s*(\{"rules".*?)\s*<\/script>/s.exec(page) ?? [];
    const { series } = JSON.parse(data) as { series: { name: string; x: number[]; y: number[] }[] };
    assert.deepEqual(
      series.map(({ name, x, y }) => [name, x, y]),
      [
        ['May', [1, 2], [12.5, 25]],
        ['June', [1], [9]],
      ],
    );
    assert.doesNotMatch(page, /(?:src|href)="https?:/);
    const index = indexPage(folder());
    assert.match(index, /<a href="bench\.html">Benchmarks<\/a>/);
    assert.doesNotMatch(index, /bench\.json/);
  });

  it('refuses a file that holds something else', () => {
    writeFileSync(benchFile(folder()), '{"kind":"benchmarks","sections":{"a":{}}}');
    assert.throws(() => readBench(folder()), DataError);
    writeFileSync(benchFile(folder()), '{"kind":');
    assert.throws(() => keepBench(folder(), 'cats', part), /bench\.json does not hold benchmarks\. Delete it/);
  });

  it("is kept small: the project's own page", () => {
    assert.ok(statSync(join(root(), 'reports/bench.html')).size < 1e6);
    assert.ok(readBench(join(root(), 'reports')).sections.speed);
  });
});
