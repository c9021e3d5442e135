import { count as counted, duration, fixed, measuredDecimals, plusMinus, significant } from '../format';
import { bootstrapInterval } from '../metrics/bootstrap';
import type { Interval } from '../metrics/bootstrap';
import { mean, meanAndSd } from '../metrics/statistics';
import type { MeanAndSd } from '../metrics/statistics';
import type { BestRecord } from '../recipes/record';

const over = ({ runs }: BestRecord, metric: string): MeanAndSd =>
  meanAndSd(runs.map(({ metrics }) => metrics[metric] ?? NaN));

/** Whether a recipe is measured as the 300-W challenge does it. */
export const isNme = ({ metric }: Pick<BestRecord, 'metric'>): boolean => metric.measure === 'nme';

const pixelsOf = (record: BestRecord): number =>
  over(record, record.metric.landmarks === 'noseTip' ? 'nosePixels' : 'validationPixels').mean;

/** The interval of the NME over photos, from the first training. */
const intervalOf = ({ photos }: BestRecord): Interval => bootstrapInterval(photos.map(({ error }) => error));

/** The record's figures for a report's `headline`. */
export function recordHeadline(record: BestRecord): Record<string, number> {
  const { mean: value, sd } = over(record, record.metric.key);
  if (!isNme(record)) return { bestMse: value, bestMseSd: sd, bestPixels: pixelsOf(record) };
  const { low, high } = intervalOf(record);
  return { nme: value, nmeCiLow: low, nmeCiHigh: high, auc8: over(record, 'auc8').mean, fr8: over(record, 'fr8').mean };
}

/** What a recipe reaches, from when and which revision that is, and how to make it again; Markdown. */
export function recordWords(record: BestRecord): string {
  const { name, metric, runs, provenance, parameters } = record;
  const { revision, started, processor, cores, dataset } = provenance;
  const { mean: value, sd, count } = over(record, record.metric.key);
  const minutes = duration(mean(runs.map(({ seconds }) => seconds)));
  const unit = isNme(record) ? ' %' : '';
  const reached = `an ${metric.title} of **${plusMinus(value, sd, measuredDecimals(value, sd))}${unit}**`;
  const size = isNme(record) ? '' : `, ${significant(pixelsOf(record))} px in the photo`;
  const ofSeeds = count > 1 ? `mean and deviation of ${counted(count, 'seed')}` : 'a single training';
  const measures = isNme(record) ? [nmeMeasures(record)] : [];
  return [
    `On the faces that were kept apart, the recipe reaches ${reached} (${ofSeeds})${size}.`,
    ...measures,
    `One training takes ${minutes} minutes (${counted(parameters.epochs ?? 1, 'epoch')}; ${processor}, ${cores} cores).`,
    ...(dataset.generated ? ['**It was trained on generated faces.**'] : []),
    `Trained on ${started.slice(0, 10)} at revision ${revision?.slice(0, 8) ?? 'unknown'};`,
    `\`npm run best -- ${name}\` does it again.`,
  ].join(' ');
}

function nmeMeasures(record: BestRecord): string {
  const { low, high } = intervalOf(record);
  const [area, beyond8, beyond10] = ['auc8', 'fr8', 'fr10'].map((name) => fixed(over(record, name).mean, 1));
  return (
    `The 95 % interval over photos is ${fixed(low, 2)} to ${fixed(high, 2)} %; the area under the cumulative errors up ` +
    `to 8 % is ${area} %; ${beyond8} % of the faces are off by more than 8 %, ${beyond10} % by more than 10 %.`
  );
}
