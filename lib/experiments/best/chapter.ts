import type { Figure, FigureOptions } from '../../figures/figure';
import { interpret } from '../../figures/interpretation';
import { ladder } from '../../figures/ladder';
import type { LadderOptions } from '../../figures/ladder';
import { lossCurves } from '../../figures/loss-curves';
import { count as counted, duration, fixed, significant } from '../../figures/numbers';
import { predictionGallery } from '../../figures/prediction-gallery';
import { measuredDecimals, plusMinus } from '../../figures/table';
import { say } from '../../figures/text';
import type { Text } from '../../figures/text';
import { bootstrapInterval } from '../../metrics/bootstrap';
import { mean } from '../../metrics/distances';
import { spread } from '../../metrics/statistics';
import type { Spread } from '../../metrics/statistics';
import type { Samples } from '../../samples/samples';
import type { ExperimentSamples } from '../experiment';
import { readBest } from './record';
import type { BestRecord } from './record';

/** A notebook's chapter on the best recipe, told from its record. */
export interface BestChapter {
  /** What it reaches, from when and which revision that is, and how to make it again. */
  readonly words: string;
  /** Its figures for the report's `headline`: none without a record. */
  readonly headline: Readonly<Record<string, number>>;
  /** NME of each test photo in percent, in its first training; nothing for other measures, other photos, no record. */
  readonly errors: Readonly<Record<string, readonly number[]>>;
  ladder(options?: LadderOptions): Figure | Text;
  curves(options?: FigureOptions): Figure | Text;
  gallery(options?: FigureOptions): Promise<Figure | Text>;
}

/**
 * Opens the chapter on the best recipe for an experiment.
 *
 * @param samples The faces at hand, cut out as the recipe does it. Where they are others than the record's, its figures
 *   stay out of the headline.
 * @example const best = bestChapter('nose', samples);
 */
export function bestChapter(name: string, samples: Pick<ExperimentSamples, 'set' | 'validation'>): BestChapter {
  const record = readBest(name);
  return record ? told(record, samples) : missingChapter(name);
}

function told(record: BestRecord, { set, validation }: Pick<ExperimentSamples, 'set' | 'validation'>): BestChapter {
  const { title, checksum } = record.provenance.dataset;
  const same = checksum === set.checksum;
  const elsewhere = `**These figures are for other photos than this report's: ${title}.** `;
  return {
    words: (same ? '' : elsewhere) + words(record),
    headline: same ? headline(record) : {},
    errors: same && isNme(record) ? { 'best recipe': record.photos.map(({ error }) => error) } : {},
    ladder: (options = {}) =>
      record.ladder.length > 0
        ? ladder(record.ladder, { id: 'ladder', measure: record.measure, ...options })
        : say(`The ladder has not been measured yet: \`npm run best -- ${record.name} --ladder\`.`),
    curves: (options) => lossCurves({ 'best recipe': record.final }, { id: 'best-losses', ...options }),
    gallery: (options) => (same ? gallery(record, validation, options) : Promise.resolve(say(NOT_AT_HAND))),
  };
}

const over = ({ final }: BestRecord, metric: string): Spread =>
  spread(final.map(({ metrics }) => metrics[metric] ?? NaN));

const isNme = ({ metric }: BestRecord): boolean => metric === 'nme';

const pixelsOf = (record: BestRecord): number =>
  over(record, record.metric === 'noseMse' ? 'nosePixels' : 'validationPixels').mean;

function headline(record: BestRecord): Record<string, number> {
  const { mean: value, sd } = over(record, record.metric);
  if (!isNme(record)) return { bestMse: value, bestMseSd: sd, bestPixels: pixelsOf(record) };
  const { low, high } = bootstrapInterval(record.photos.map(({ error }) => error));
  return { nme: value, nmeCiLow: low, nmeCiHigh: high, auc8: over(record, 'auc8').mean, fr8: over(record, 'fr8').mean };
}

function words(record: BestRecord): string {
  const { name, measure, final, provenance, parameters } = record;
  const { revision, started, processor, cores, dataset } = provenance;
  const { mean: value, sd, count } = over(record, record.metric);
  const minutes = duration(mean(final.map(({ seconds }) => seconds)));
  const unit = isNme(record) ? ' %' : '';
  const reached = `an ${measure.replace(' (%)', '')} of **${plusMinus(value, sd, measuredDecimals(value, sd))}${unit}**`;
  const size = isNme(record) ? '' : `, ${significant(pixelsOf(record))} px in the photo`;
  const measures = isNme(record) ? [nmeMeasures(record)] : [];
  return [
    `On the faces that were kept apart, the recipe reaches ${reached} (mean and deviation of ${counted(count, 'seed')})${size}.`,
    ...measures,
    `One training takes ${minutes} minutes (${counted(parameters.epochs ?? 1, 'epoch')}; ${processor}, ${cores} cores).`,
    ...(dataset.generated ? ['**It was trained on generated faces.**'] : []),
    `Trained on ${started.slice(0, 10)} at revision ${revision?.slice(0, 8) ?? 'unknown'};`,
    `\`npm run best -- ${name}\` does it again.`,
  ].join(' ');
}

function nmeMeasures(record: BestRecord): string {
  const { low, high } = bootstrapInterval(record.photos.map(({ error }) => error));
  const [area, beyond8, beyond10] = ['auc8', 'fr8', 'fr10'].map((name) => fixed(over(record, name).mean, 1));
  return (
    `The 95 % interval over photos is ${fixed(low, 2)} to ${fixed(high, 2)} %; the area under the cumulative errors up ` +
    `to 8 % is ${area} %; ${beyond8} % of the faces are off by more than 8 %, ${beyond10} % by more than 10 %.`
  );
}

const NOT_AT_HAND = 'The photos that the recipe was measured on are not at hand, so its predictions are not shown.';

async function gallery(record: BestRecord, validation: Samples, options: FigureOptions = {}): Promise<Figure | Text> {
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
    ladder: () => say('There is no ladder yet.'),
    curves: () => say('There are no curves yet.'),
    gallery: () => Promise.resolve(say('There are no predictions yet.')),
  };
}
