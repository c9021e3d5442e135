import type { Figure, FigureOptions } from '../../figures/figure';
import { interpret } from '../../figures/interpretation';
import { ladder } from '../../figures/ladder';
import type { LadderOptions } from '../../figures/ladder';
import { lossCurves } from '../../figures/loss-curves';
import { duration, significant } from '../../figures/numbers';
import { predictionGallery } from '../../figures/prediction-gallery';
import { plusMinus } from '../../figures/table';
import { say } from '../../figures/text';
import type { Text } from '../../figures/text';
import { mean } from '../../metrics/distances';
import { spread } from '../../metrics/statistics';
import type { Samples } from '../../samples/samples';
import { readBest } from './record';
import type { BestRecord } from './record';

/** A notebook's chapter on the best recipe, told from its record. */
export interface BestChapter {
  /** What it reaches, from when and which revision that is, and how to make it again. */
  readonly words: string;
  /** Its figures for the report's `headline`: none without a record. */
  readonly headline: Readonly<Record<string, number>>;
  ladder(options?: LadderOptions): Figure | Text;
  curves(options?: FigureOptions): Figure | Text;
  gallery(options?: FigureOptions): Promise<Figure | Text>;
}

/**
 * Opens the chapter on the best recipe for an experiment.
 *
 * @param validation The faces that it was measured on, cut out as the recipe does it.
 * @example const best = bestChapter('nose', samples.validation);
 */
export function bestChapter(name: string, validation: Samples): BestChapter {
  const record = readBest(name);
  return record ? told(record, validation) : untold(name);
}

function told(record: BestRecord, validation: Samples): BestChapter {
  const finals = spread(record.final.map(({ metrics }) => metrics[record.metric]!));
  const pixels = mean(record.photos.map(({ error }) => error));
  return {
    words: words(record, finals, pixels),
    headline: { bestMse: finals.mean, bestMseSd: finals.sd, bestPixels: pixels },
    ladder: (options = {}) =>
      record.ladder.length > 0
        ? ladder(record.ladder, { id: 'ladder', ...options })
        : say(`The ladder has not been measured yet: \`npm run best -- ${record.name} --ladder\`.`),
    curves: (options) => lossCurves({ 'best recipe': record.final }, { id: 'best-losses', ...options }),
    gallery: (options) => gallery(record, validation, options),
  };
}

function words(
  { name, final, provenance, parameters }: BestRecord,
  finals: ReturnType<typeof spread>,
  pixels: number,
): string {
  const { revision, started, processor, cores, dataset } = provenance;
  const minutes = duration(mean(final.map(({ seconds }) => seconds)));
  return [
    `On the people who were kept apart, the recipe reaches an MSE of **${plusMinus(finals.mean, finals.sd, 6)}**`,
    `(mean and deviation of ${finals.count} seeds): ${significant(pixels)} px in the photo.`,
    `One training takes ${minutes} minutes (${parameters.epochs} epochs; ${processor}, ${cores} cores).`,
    dataset.generated ? '**It was trained on generated faces.**' : '',
    `Trained on ${started.slice(0, 10)} at revision ${revision?.slice(0, 8) ?? 'unknown'};`,
    `\`npm run best -- ${name}\` does it again.`,
  ]
    .filter(Boolean)
    .join(' ');
}

async function gallery(
  { predictions, photos }: BestRecord,
  validation: Samples,
  options: FigureOptions = {},
): Promise<Figure | Text> {
  const { faces } = validation;
  if (faces.length !== photos.length || faces.some(({ id }, i) => id !== photos[i]!.id)) {
    return say('The photos that the recipe was measured on are not at hand, so its predictions are not shown.');
  }
  const result = interpret(validation, predictions);
  return predictionGallery(result, { choice: 'worst', count: 6, id: 'best-recipe', ...options });
}

function untold(name: string): BestChapter {
  const missing = `The best recipe has not been trained yet: \`npm run best -- ${name}\`.`;
  return {
    words: missing,
    headline: {},
    ladder: () => say('There is no ladder yet.'),
    curves: () => say('There are no curves yet.'),
    gallery: () => Promise.resolve(say('There are no predictions yet.')),
  };
}
