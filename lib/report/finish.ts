import type { Figure } from '../figures/figure';
import { Displayed } from '../figures/displayed';
import { showHtml } from '../figures/kernel';
import { Html, html } from '../html';
import { readJob } from '../parameters/job';
import { writeAttachments } from './attachments';
import { renderInline } from './markdown';
import { provenanceBlock } from './provenance-block';
import { gatherProvenance, type DataSummary } from '../runs/provenance';
import { parseRecord, type ReportRecord, type RunRecord } from './record';

/** What a notebook has found out in the end. */
export interface Conclusion {
  /** Name and title of the experiment. */
  readonly name: string;
  readonly title: string;
  /** One paragraph (Markdown) for the report's top: the result against its floor and its best peer, in plain words. */
  readonly summary: string;
  /** The main figures, under the names of the report's JSON file. */
  readonly headline: Readonly<Record<string, number>>;
  /** All parameters, their defaults, and what they mean. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly descriptions?: Readonly<Record<string, string>>;
  readonly data: DataSummary;
  readonly seeds: readonly number[];
  /** Every training, with every epoch's losses. */
  readonly runs: readonly RunRecord[];
  /** The image at the report's top. */
  readonly image?: Figure;
  /** The network to try in the report, see `tryIt()`. */
  readonly tryIt?: unknown;
  /** What comes out the same again, and what does not (Markdown), where it differs from the usual. */
  readonly determinism?: string;
}

const USUAL_DETERMINISM = `Initial weights, the order of the photos, augmentation and splits are drawn from the seeds, so on the same
machine with the same versions every figure comes out again to the last digit. Wall times do not. Another processor, or
another number of cores, adds numbers in another order: losses then differ in their last digits at first, and after many
steps as much as another seed would make them.`;

/**
 * Ends a notebook: gathers where its figures come from, shows that, and leaves the record for the report.
 *
 * @throws Error naming what is wrong where a figure is not a number or a run is not complete.
 * @example finish({ ...nose, parameters, headline: { validationMse }, summary, data, seeds: [0, 1, 2], runs });
 */
export function finish(conclusion: Conclusion): Finished {
  const { name, title, summary, headline, parameters, defaults, descriptions = {}, runs } = conclusion;
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
      smoke: job?.smoke ?? false,
      command: job?.command ?? reportCommand(name, parameters, defaults),
      parameters: Object.fromEntries(described) as ReportRecord['parameters'],
      provenance: gatherProvenance(conclusion.data, conclusion.seeds),
      headline,
      runs,
      determinism: conclusion.determinism ?? USUAL_DETERMINISM,
    },
    'What finish(...) was given',
  );
  const image = conclusion.image?.html().text;
  const tryIt = conclusion.tryIt;
  if (job) writeAttachments({ record, ...(image && { image }), ...(tryIt ? { tryIt } : {}) }, job.folder);
  return new Finished(record);
}

const FINISH = new Html('<!--faces:finish-->');

/** The end of a notebook; displays what the report's last section says. */
export class Finished extends Displayed {
  constructor(readonly record: ReportRecord) {
    super();
  }

  html(): Html {
    return html`${FINISH}<p>${renderInline(this.record.summary)}</p>${provenanceBlock(this.record)}`;
  }

  show(): void {
    showHtml(this.html());
  }

  override toString(): string {
    return `Report '${this.record.title}'`;
  }
}

/** `npm run report -- nose --learning-rate 0.0005`, with a flag for everything that is not as by default. */
export function reportCommand(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): string {
  const flags = Object.entries(parameters)
    .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]))
    .map(([key, value]) => ` --${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${String(value)}`);
  return `npm run report -- ${name}${flags.join('')}`;
}
