import { html } from '../html';
import type { Html } from '../html';
import { aboutProject } from './project';
import type { ReportRecord } from './record';

/**
 * Author, license, and how to cite a report.
 *
 * @param record The report's record.
 */
export function citeThis(record: ReportRecord): Html {
  const { author, license } = aboutProject();
  const { dataset } = record.provenance;
  const photos =
    dataset &&
    (dataset.generated
      ? 'The images are synthetic and free to use.'
      : dataset.own
        ? `The photos of ${dataset.title} are not part of the project; their owners decide how they, and the networks trained on them, may be used.`
        : `The photos belong to the ${dataset.title}. They, and the networks trained on them, are for research only.`);
  return html`<p>Author: ${author}. Text and code are under the ${license} license. ${photos}</p>
    <pre tabindex="0" role="group" aria-label="BibTeX"><code>${bibtex(record)}</code></pre>`;
}

/**
 * The report as an entry for BibTeX.
 *
 * @param record The report's record.
 */
export function bibtex({ name, title, provenance }: ReportRecord): string {
  const project = aboutProject();
  const [date = ''] = provenance.started.split('T');
  const revision = provenance.revision === null ? '' : `, revision ${provenance.revision.slice(0, 8)}`;
  const fields = [
    ['title', `{${title}}`],
    ['author', `{${project.author}}`],
    ['year', date.slice(0, 4)],
    ['note', `Report of ${project.title} ${project.version}${revision}, made on ${date}`],
  ];
  const lines = fields.map(([key, value]) => `  ${key} = {${value}}`);
  return `@misc{${name}-${date.slice(0, 4)},\n${lines.join(',\n')}\n}`;
}
