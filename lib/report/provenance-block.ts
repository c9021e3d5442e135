import { sum } from 'd3-array';
import { count, duration, formatDate, formatValue, significant } from '../format';
import { html } from '../html';
import type { Html, HtmlValue } from '../html';
import { wordsOf } from '../parameters/names';
import { renderInline, renderMarkdown } from './markdown';
import type { ReportRecord } from './record';

/** How long one section of a report took to compute. */
export interface SectionTime {
  readonly title: string;
  readonly seconds: number;
}

/**
 * How a report was made: command, parameters, data, software, machine, times, and what is reproducible.
 *
 * @param record The report's record.
 * @param times Wall times of its sections, where they are known.
 * @returns An element of the class `provenance`.
 */
export function provenanceBlock(record: ReportRecord, times: readonly SectionTime[] = []): Html {
  return html`<div class="provenance">
    <p>To reproduce this report, run:</p>
    <pre class="command" tabindex="0" role="group" aria-label="Command"><code>${record.command}</code></pre>
    ${parametersTable(record)} ${headlineTable(record)} ${sourcesTable(record)} ${timesTable(times)}
    <h3 id="determinism">Reproducibility</h3>
    ${renderMarkdown(record.determinism).html}
  </div>`;
}

/** A row; its first cell is the heading. */
type Row = readonly [name: HtmlValue, ...cells: HtmlValue[]];

/** A table to look things up in; unlike those of figures it has no number and is not sorted. */
function table(caption: string, headings: readonly string[], rows: readonly Row[]): Html {
  const head = headings.map((heading) => html`<th scope="col">${heading}</th>`);
  const body = rows.map(
    ([name, ...cells]) =>
      html`<tr>
        <th scope="row">${name}</th>
        ${cells.map((cell) => html`<td>${cell}</td>`)}
      </tr>`,
  );
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

function parametersTable({ parameters }: ReportRecord): Html | false {
  const rows = Object.entries(parameters).map(([name, { value, default: usual, description }]): Row => {
    const mark =
      JSON.stringify(value) === JSON.stringify(usual)
        ? html`<span class="default">yes</span>`
        : html`<strong class="changed">changed</strong> from ${formatValue(usual)}`;
    return [html`<code>${name}</code>`, formatValue(value), mark, renderInline(description)];
  });
  return rows.length > 0 && table('Parameters', ['Parameter', 'Value', 'Default?', 'Meaning'], rows);
}

function headlineTable({ headline, headlineDescriptions }: ReportRecord): Html | false {
  const rows = Object.entries(headline).map(([name, value]): Row => [
    headlineDescriptions[name] ?? wordsOf(name),
    number(significant(value)),
    html`<code>${name}</code>`,
  ]);
  return rows.length > 0 && table('Main figures', ['Figure', 'Value', 'Name in the JSON file'], rows);
}

function sourcesTable({ provenance, runs }: ReportRecord): Html {
  const { dataset } = provenance;
  const revision = provenance.revision?.slice(0, 12) ?? 'none (not a Git repository)';
  const packages = Object.entries(provenance.packages).map(([name, version]) => `${name} ${version}`);
  return table(
    'Code, data and machine',
    ['Source', 'Value'],
    [
      ['Revision', html`<code>${revision}</code>${provenance.dirty && ' with uncommitted changes'}`],
      ...(dataset ? dataRows(dataset) : []),
      ...(provenance.seeds.length > 0 ? [['Seeds', provenance.seeds.join(', ')] as const] : []),
      ['Started', html`<time datetime="${provenance.started}">${formatDate(provenance.started)}</time>`],
      ['Duration', duration(provenance.seconds)],
      ...(runs.length > 0 ? [['Training', trainingText(runs)] as const] : []),
      [
        'Software',
        `Node.js ${provenance.node}, TensorFlow ${provenance.tensorflow} (${provenance.device.toUpperCase()})`,
      ],
      [
        'Machine',
        `${provenance.processor}, ${count(provenance.cores, 'core')}, ${provenance.memoryGB} GB, ${provenance.platform}`,
      ],
      ['Packages', packages.join(', ')],
    ],
  );
}

/** How long the trainings took, whenever that was: a report takes stored runs without training them again. */
function trainingText(runs: ReportRecord['runs']): string {
  const seconds = sum(runs, ({ epochs }) => sum(epochs, (epoch) => epoch.seconds));
  return `${count(runs.length, 'run')}, ${duration(seconds)} in total, stored runs included`;
}

const dataRows = (dataset: NonNullable<ReportRecord['provenance']['dataset']>): Row[] => [
  ['Data', `${dataset.title}${dataset.generated ? ' (synthetic images)' : ''}`],
  ['Samples', `${dataset.training} training, ${dataset.validation} validation; ${dataset.split}`],
  ...(dataset.reading ? [['Read', readingText(dataset.reading)] as const] : []),
  ['SHA-256 of the data', html`<code class="breakable">${dataset.checksum}</code>`],
];

/** How many annotated faces were read of how many, with a line for each file that was left out or is in doubt. */
function readingText({ read, expected, findings }: Reading): Html {
  const lines = findings.map((finding) => html`<br />${finding}`);
  return html`${read === expected ? `all ${count(read, 'annotation')}` : `${read} of ${count(expected, 'annotation')}`}${lines}`;
}

type Reading = NonNullable<NonNullable<ReportRecord['provenance']['dataset']>['reading']>;

function timesTable(times: readonly SectionTime[]): Html | false {
  const rows = times.map(({ title, seconds }): Row => [title, number(duration(seconds))]);
  return times.length > 0 && table('Wall time by section', ['Section', 'Time'], rows);
}

const number = (text: string): Html => html`<span class="number">${text}</span>`;
