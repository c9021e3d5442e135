import { chart } from '../../figures/chart';
import type { Series } from '../../figures/chart-spec';
import { Prose } from '../../figures/displayed';
import type { Figure } from '../../figures/figure';
import type { SeriesColor } from '../../figures/palette';
import { table } from '../../figures/table';
import { formatDate } from '../../format';
import { slug } from '../../html';
import { writeFigurePage } from '../figure-page';
import { keepBench } from './record';
import type { BenchRecord, BenchSection } from './record';

/** Colors of a chart's lines, in turn. */
const COLORS: readonly SeriesColor[] = ['blue', 'vermillion', 'green', 'violet', 'amber', 'teal'];

/**
 * Keeps one part of the benchmarks in `bench.json` and makes the page of all of them, `bench.html`.
 *
 * @param folder The reports' folder.
 * @returns Path of the page.
 * @throws As `keepBench`.
 */
export function publishBench(folder: string, name: string, measured: BenchSection): string {
  return writeBenchPage(folder, keepBench(folder, name, measured));
}

/** Makes the page of all benchmarks. @returns Its path. */
function writeBenchPage(folder: string, { sections }: BenchRecord): string {
  const all = Object.values(sections);
  const page = {
    title: 'Benchmarks',
    summary: `Each on the machine that it names: ${all.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)).join('; ')}.`,
    command: 'npm run bench -- all',
    sections: all.map((one) => ({ heading: one.title, content: contentOf(one) })),
    isSynthetic: false,
  };
  return writeFigurePage('bench', page, folder);
}

function contentOf(section: BenchSection): (Figure | Prose)[] {
  const { title, text, command, measuredOn, measured, columns, rows } = section;
  const columnsOf = columns.map((column) => ({
    title: column.title,
    ...(column.decimals !== undefined && { decimals: column.decimals }),
    value: (row: BenchSection['rows'][number]) => row[column.key],
  }));
  return [
    new Prose(text),
    ...section.charts.map((one) => chartOf(section, one)),
    table(rows, columnsOf, `${title}.`, { id: `table-${slug(title)}` }),
    new Prose(`${formatDate(measured)}: ${measuredOn} Measure it again with \`${command}\`.`),
  ];
}

function chartOf({ rows }: BenchSection, { caption, x, y, series }: BenchSection['charts'][number]): Figure {
  const names = [...new Set(rows.map((row) => String(row[series] ?? '')))];
  const lines = names.map((name, i): Series => {
    const own = rows.filter((row) => String(row[series] ?? '') === name);
    return {
      name,
      color: COLORS[i % COLORS.length]!,
      mark: 'line and points',
      x: own.map((row) => Number(row[x.key])),
      y: own.map((row) => Number(row[y.key])),
    };
  });
  return chart({ x: axisOf(x), y: axisOf(y), series: lines }, caption, { id: slug(caption).slice(0, 60) });
}

const axisOf = ({ title, log }: { title: string; log: boolean }): { title: string; log: boolean } => ({ title, log });
