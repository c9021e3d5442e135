import { count, duration, formatDate, percent, significant } from '../format';
import { bootstrapInterval } from '../metrics/bootstrap';
import type { Interval } from '../metrics/bootstrap';
import { auc8, fr10, fr8, nosePixels, validationPixels } from '../metrics/metric';
import type { Metric } from '../metrics/metric';
import { mean, meanAndSd } from '../metrics/statistics';
import type { MeanAndSd } from '../metrics/statistics';
import { ciText, meanText, measuredText, valueText } from '../quantity';
import type { BestRecord } from '../recipes/record';
import { failureWords } from './failure-words';

/** What a best recipe reaches on the held-out faces. */
export interface BestFindings {
  readonly metric: Metric;
  readonly value: MeanAndSd;
  /** Mean error in pixels of the photo: for metrics in squared fractions. */
  readonly pixels?: number;
  /** 95% bootstrap interval over faces of the first run, AUC and failure rates in percent: for metrics in percent. */
  readonly interval?: Interval;
  readonly auc8?: number;
  readonly fr8?: number;
  readonly fr10?: number;
}

/** The results in the record of a best recipe. */
export function bestFindings(record: BestRecord): BestFindings {
  const { metric } = record;
  const over = ({ key }: Pick<Metric, 'key'>) => meanAndSd(record.runs.map(({ metrics }) => metrics[key] ?? NaN));
  const value = over(metric);
  if (metric.measure === 'pixels') {
    return { metric, value, pixels: over(metric.landmarks === 'noseTip' ? nosePixels : validationPixels).mean };
  }
  const interval = bootstrapInterval(record.photos.map(({ error }) => error));
  return { metric, value, interval, auc8: over(auc8).mean, fr8: over(fr8).mean, fr10: over(fr10).mean };
}

/** The results for a report's `headline`, under the keys of `bestHeadline`. */
export function bestHeadline({ value, pixels, interval, ...rates }: BestFindings): Record<string, number> {
  if (interval) {
    return { nme: value.mean, nmeCiLow: interval.low, nmeCiHigh: interval.high, auc8: rates.auc8!, fr8: rates.fr8! };
  }
  return { bestMse: value.mean, bestMseSd: value.sd, bestPixels: pixels! };
}

/**
 * What a best recipe reaches, how long it trains, when it was trained and how to reproduce it; Markdown.
 *
 * @param record The recipe's record.
 */
export function bestWords(record: BestRecord): string {
  const { name, runs, provenance, parameters } = record;
  const { revision, started, processor, cores, dataset } = provenance;
  const findings = bestFindings(record);
  const { metric, value, pixels, interval } = findings;
  const reached = `**${measuredText(value, metric)}**`;
  const ofSeeds = value.count > 1 ? `mean ± SD of ${count(value.count, 'seed')}` : 'a single run';
  const ci = interval ? `; ${ciText(interval, metric)} over faces` : '';
  const size = pixels === undefined ? '' : `, a mean error of ${valueText(pixels, validationPixels)} in the photo`;
  const [date] = formatDate(started).split(', 20');
  return [
    `On the held-out faces, the recipe reaches ${reached} (${metric.title}; ${ofSeeds}${ci})${size}.`,
    ...rateWords(findings),
    `Training takes ${duration(mean(runs.map(({ seconds }) => seconds)))} ` +
      `(${count(parameters.epochs ?? 1, 'epoch')}; ${processor}, ${count(cores, 'core')}).`,
    ...(dataset.generated ? ['**It was trained on synthetic faces.**'] : []),
    `Trained on ${date}, ${started.slice(0, 4)}, at ${revision ? `revision ${revision.slice(0, 8)}` : 'an unknown revision'}.`,
    `Reproduce with \`npm run best -- ${name}\`.`,
  ].join(' ');
}

function rateWords({ interval, auc8: auc = NaN, fr8: at8 = NaN, fr10: at10 = NaN }: BestFindings): string[] {
  if (!interval) return [];
  return [`The AUC at 8% is ${percent(auc, 1)}. ${failureWords({ at8, at10 })}`];
}

/** What a best recipe reaches, in two or three words for a heading: `3.32 px off` or `NME 3.65%`. */
export const bestResult = ({ metric, value, pixels }: BestFindings): string =>
  pixels === undefined
    ? `${metric.title} ${valueText(value.mean, metric)}`
    : `${valueText(pixels, { unit: 'px' })} off`;

/**
 * A sentence for the report's summary: what the best recipe reaches, and against the report's own network.
 *
 * @param findings Of the best recipe.
 * @param own The metric's value for the report's own network, if it is the same metric.
 */
export function bestSummary({ metric, value, interval }: BestFindings, own?: number): string {
  const ci = interval ? `; ${ciText(interval, metric)}` : '';
  const ratio = own === undefined ? NaN : own / value.mean;
  const factor = ratio > 1 ? `, lower by a factor of ${significant(ratio, 2)}` : '';
  return `The best recipe for the same photos reaches **${meanText(value, metric)}** (${metric.title}${ci})${factor}.`;
}
