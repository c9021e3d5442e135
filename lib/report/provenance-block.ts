import { duration, formatDate, formatValue, significant } from '../format';
import { wordsOf } from '../parameters/names';
import { html, type Html } from '../html';
import { renderInline, renderMarkdown } from './markdown';
import type { ReportRecord } from './record';

/** How long one section of a report took to compute. */
export interface SectionTime {
  readonly title: string;
  readonly seconds: number;
}

/** How a report was made: command, parameters, data, software, machine, times, and what comes out the same again. */
export function provenanceBlock(record: ReportRecord, times: readonly SectionTime[] = []): Html {
  return html`<div class="provenance">
    <p>This command makes the report again:</p>
    <pre class="command" tabindex="0" role="group" aria-label="Command"><code>${record.command}</code></pre>
    ${parametersTable(record)} ${headlineTable(record)} ${factsTable(record)} ${timesTable(times)}
    <h3 id="determinism">What comes out the same again</h3>
    ${renderMarkdown(record.determinism, new Set()).html}
  </div>`;
}

function table(caption: string, head: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function parametersTable({ parameters }: ReportRecord): Html {
  const rows = Object.entries(parameters).map(([name, { value, default: usual, description }]) => {
    const changed = JSON.stringify(value) !== JSON.stringify(usual);
    const mark = changed
      ? html`<strong class="changed">changed</strong> from ${formatValue(usual)}`
      : html`<span class="default">default</span>`;
    return html`<tr>
      <th scope="row"><code>${name}</code></th>
      <td>${formatValue(value)}</td>
      <td>${mark}</td>
      <td>${renderInline(description)}</td>
    </tr>`;
  });
  return table('Parameters', ['Parameter', 'Value', 'As by default?', 'Meaning'], rows);
}

function headlineTable({ headline }: ReportRecord): Html {
  const rows = Object.entries(headline).map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${wordsOf(name)}</th>
        <td class="number">${significant(value)}</td>
      </tr>`,
  );
  return table('Main figures, as in the JSON file', ['Figure', 'Value'], rows);
}

function factsTable({ provenance }: ReportRecord): Html {
  const { dataset } = provenance;
  const revision = provenance.revision?.slice(0, 12) ?? 'none (no Git repository)';
  const packages = Object.entries(provenance.packages).map(([name, version]) => `${name} ${version}`);
  const facts: [string, string | Html][] = [
    ['Revision', html`<code>${revision}</code>${provenance.dirty ? ' with uncommitted changes' : ''}`],
    ['Data', `${dataset.title}${dataset.generated ? ' (generated faces)' : ''}`],
    ['Faces', `${dataset.training} to learn from, ${dataset.validation} to measure on; ${dataset.split}`],
    ['Checksum of the data', html`<code class="breakable">${dataset.checksum}</code>`],
    ['Seeds', provenance.seeds.join(', ')],
    ['Started', html`<time datetime="${provenance.started}">${formatDate(provenance.started)}</time>`],
    ['Duration', duration(provenance.seconds)],
    [
      'Software',
      `Node.js ${provenance.node}, TensorFlow ${provenance.tensorflow} on the ${provenance.device.toUpperCase()}`,
    ],
    [
      'Machine',
      `${provenance.processor}, ${provenance.cores} cores, ${provenance.memoryGB} GB, ${provenance.platform}`,
    ],
    ['Packages', packages.join(', ')],
  ];
  const rows = facts.map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${value}</td>
      </tr>`,
  );
  return table('Where the figures come from', ['What', 'Value'], rows);
}

function timesTable(times: readonly SectionTime[]): Html {
  if (times.length === 0) return html``;
  const rows = times.map(
    ({ title, seconds }) =>
      html`<tr>
        <th scope="row">${title}</th>
        <td class="number">${duration(seconds)}</td>
      </tr>`,
  );
  return table('Wall time by section', ['Section', 'Time'], rows);
}
