import type { Figure, FigureOptions } from '../figures/figure';
import { interpret } from '../metrics/interpretation';
import { ablationTable } from '../figures/ablation-table';
import type { AblationTableOptions } from '../figures/ablation-table';
import { lossCurves } from '../figures/loss-curves';
import { predictionGallery } from '../figures/prediction-gallery';
import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import type { Dataset } from '../samples/dataset';
import type { ExperimentData } from '../runs/experiment';
import { readBest } from '../recipes/record';
import type { BestRecord } from '../recipes/record';
import { isNme, recordHeadline, recordWords } from './record-words';

/** A notebook's chapter on the best recipe, told from its record. */
export interface BestChapter {
  /** What it reaches, from when and which revision that is, and how to make it again. */
  readonly words: string;
  /** Its figures for the report's `headline`: none without a record. */
  readonly headline: Readonly<Record<string, number>>;
  /** NME of each test photo in percent, in its first training; nothing for other measures, other photos, no record. */
  readonly errors: Readonly<Record<string, readonly number[]>>;
  ablation(options?: AblationTableOptions): Figure | Prose;
  curves(options?: FigureOptions): Figure | Prose;
  gallery(options?: FigureOptions): Promise<Figure | Prose>;
}

/**
 * Opens the chapter on the best recipe for an experiment.
 *
 * @param samples The faces at hand, cut out as the recipe does it. Where they are others than the record's, its figures
 *   stay out of the headline.
 * @example const best = bestChapter('nose', samples);
 */
export function bestChapter(name: string, samples: Pick<ExperimentData, 'set' | 'validation'>): BestChapter {
  const record = readBest(name);
  return record ? told(record, samples) : missingChapter(name);
}

function told(record: BestRecord, { set, validation }: Pick<ExperimentData, 'set' | 'validation'>): BestChapter {
  const { title, checksum } = record.provenance.dataset;
  const same = checksum === set.checksum;
  const elsewhere = `**These figures are for other photos than this report's: ${title}.** `;
  return {
    words: (same ? '' : elsewhere) + recordWords(record),
    headline: same ? recordHeadline(record) : {},
    errors: same && isNme(record) ? { 'best recipe': record.photos.map(({ error }) => error) } : {},
    ablation: (options = {}) =>
      record.ablation.length > 0
        ? ablationTable(record.ablation, { id: 'ablation', measure: record.metric.unit ? `${record.metric.title} (${record.metric.unit})` : record.metric.title, ...options })
        : say(`The ablation has not been measured yet: \`npm run best -- ${record.name} --ablation\`.`),
    curves: (options) => lossCurves({ 'best recipe': record.runs }, { id: 'best-losses', ...options }),
    gallery: (options) => (same ? gallery(record, validation, options) : Promise.resolve(say(NOT_AT_HAND))),
  };
}

const NOT_AT_HAND = 'The photos that the recipe was measured on are not at hand, so its predictions are not shown.';

async function gallery(record: BestRecord, validation: Dataset, options: FigureOptions = {}): Promise<Figure | Prose> {
  const { predictions, photos } = record;
  const { faces } = validation;
  // The photos may be split in another way here.
  if (faces.length !== photos.length || faces.some(({ id }, i) => id !== photos[i]!.id)) return say(NOT_AT_HAND);
  const result = interpret(validation, predictions, { measure: isNme(record) ? 'nme' : 'pixels' });
  return predictionGallery(result, { choice: 'worst', count: 6, id: 'best-recipe', ...options });
}

/** The chapter before there is a record. */
export function missingChapter(name: string): BestChapter {
  const missing = `The best recipe has not been trained yet: \`npm run best -- ${name}\`.`;
  return {
    words: missing,
    headline: {},
    errors: {},
    ablation: () => say('There is no ablation yet.'),
    curves: () => say('There are no curves yet.'),
    gallery: () => Promise.resolve(say('There are no predictions yet.')),
  };
}
