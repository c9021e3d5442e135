import { Displayed } from '../figures/displayed';
import type { Figure } from '../figures/figure';
import { showHtml } from '../figures/kernel';
import { html } from '../html';
import type { Html } from '../html';
import { readJob } from '../parameters/job';
import { optionText } from '../parameters/names';
import { gatherProvenance } from '../runs/provenance';
import type { DataSummary } from '../runs/provenance';
import { labelOf } from '../runs/variations';
import { writeAttachments } from './attachments';
import { renderInline } from './markdown';
import { provenanceBlock } from './provenance-block';
import { parseRecord } from './record';
import type { ReportRecord, RunRecord } from './record';

/** What a notebook has computed for its report. */
export interface ReportData {
  /** Name and title of the experiment. */
  readonly name: string;
  readonly title: string;
  /** One paragraph (Markdown) for the report's top: the result, next to the baseline and the best recipe. */
  readonly summary: string;
  /** The main figures, under the names of the report's JSON file, and what each is. */
  readonly headline: Readonly<Record<string, number>>;
  readonly headlineDescriptions?: Readonly<Record<string, string>>;
  /** All parameters, their defaults, and what they mean. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly descriptions?: Readonly<Record<string, string>>;
  readonly data: DataSummary;
  readonly seeds: readonly number[];
  /** All runs, with the losses of every epoch. */
  readonly runs: readonly RunRecord[];
  /** The image at the report's top, and the figure below the summary. */
  readonly image?: Figure;
  readonly scale?: Figure;
  /** Networks to try in the report, see `tryIt()`. */
  readonly tryIt?: unknown;
}

const DETERMINISM = `The seeds determine the initial weights, the order of the photos, the augmentation and the splits. On the
same machine with the same versions, all figures are reproduced to the last digit; wall times are not. Another processor
or another number of cores sums in another order: at first the losses differ in their last digits, and after many steps
by as much as between two seeds.`;

/**
 * Ends a notebook: records how its figures were computed, shows that, and leaves the record for the report.
 *
 * @param data What the notebook has computed.
 * @returns The record; as a cell's last expression it displays itself.
 * @throws DataError when a figure is not a number or a run is incomplete.
 * @example finish({ ...about, parameters, defaults, headline: { validationMse }, summary, data, seeds: [1, 2, 3], runs });
 */
export function finish(data: ReportData): Finished {
  const { name, title, summary, headline, headlineDescriptions = {}, parameters, defaults, descriptions = {} } = data;
  const job = readJob()?.report;
  const described = Object.entries(parameters).map(([key, value]) => [
    key,
    { value, default: defaults[key] ?? null, description: descriptions[key] ?? '' },
  ]);
  const record = parseRecord(
    {
      format: 1,
      name,
      title,
      summary,
      smoke: job?.smoke !== undefined,
      ...(job?.withoutPhotos && { withoutPhotos: true }),
      changes: changesOf(parameters, { ...defaults, ...job?.smoke }),
      command: job?.command ?? reportCommand(name, parameters, defaults),
      parameters: Object.fromEntries(described) as ReportRecord['parameters'],
      provenance: gatherProvenance(data.data, data.seeds),
      headline,
      headlineDescriptions: pick(headlineDescriptions, Object.keys(headline)),
      runs: data.runs,
      determinism: DETERMINISM,
    },
    'The data given to finish(...)',
  );
  const [image, scale] = [data.image, data.scale].map((figure) => figure?.html().text);
  const { tryIt } = data;
  const figures = { ...(image && { image }), ...(scale && { scale }) };
  if (job) writeAttachments({ record, ...figures, ...(tryIt ? { tryIt } : {}) }, job.folder);
  return new Finished(record);
}

/** The end of a notebook; displays the summary and how the figures were computed. */
export class Finished extends Displayed {
  constructor(readonly record: ReportRecord) {
    super();
  }

  /**
   * The summary and the provenance. A report, which has both in its own places, leaves out elements of this class.
   *
   * @returns One element.
   */
  html(): Html {
    return html`<div class="faces-finish">
      <p>${renderInline(this.record.summary)}</p>
      ${provenanceBlock(this.record)}
    </div>`;
  }

  /** Shows it below the running cell. */
  show(): void {
    showHtml(this.html());
  }

  override toString(): string {
    return `Report '${this.record.title}'`;
  }
}

/**
 * The command that makes a report, with an option for each parameter that differs from its default.
 *
 * @param name The experiment.
 * @param parameters All its parameters.
 * @param defaults Their defaults.
 * @returns E.g. `npm run report -- nose --learning-rate 5e-4`.
 */
export function reportCommand(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): string {
  const options = Object.entries(parameters)
    .filter(([key, value]) => !isSame(value, defaults[key]))
    .map(([key, value]) => ` ${optionText(key, value)}`);
  return `npm run report -- ${name}${options.join('')}`;
}

/** What a run changes, in words; empty if nothing. */
function changesOf(parameters: Readonly<Record<string, unknown>>, usual: Readonly<Record<string, unknown>>): string {
  const changed = Object.entries(parameters).filter(([key, value]) => !isSame(value, usual[key]));
  return changed.length > 0 ? labelOf(Object.fromEntries(changed)) : '';
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const pick = <T>(values: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
