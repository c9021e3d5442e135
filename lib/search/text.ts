import { count, duration, fixed, textTable } from '../format';
import { verdictOf } from '../metrics/verdict';
import type { Verdict } from '../metrics/verdict';
import { wordsOf } from '../parameters/names';
import { differenceText, measuredText, pValue } from '../quantity';
import { shortKey } from '../runs/key';
import { failureLines } from '../runs/result';
import type { SweepResult, SweepRow } from '../runs/result';
import { rowLabel, SYNTHETIC } from '../runs/result-text';
import { stoppedText } from '../runs/stopped-text';
import { ranked } from './confirm';
import { importancesOf } from './importance';

/** Variations that are listed. */
const LISTED = 10;

/** What the second measurement says of the best variation. */
const VERDICTS: Readonly<Record<Verdict, string>> = {
  better: ' The best variation is significantly better.',
  worse: ' The best variation is significantly worse: keep the default.',
  'not significant': ' The difference may be chance.',
  'no interval': '',
  identical: '',
  diverged: '',
};

/** The same in short, after the best variation has been named. */
const SHORT_VERDICTS: Readonly<Record<Verdict, string>> = {
  better: 'Measured again, it is significantly better than the default.',
  worse: 'Measured again, it is significantly worse than the default: keep the default.',
  'not significant': 'Measured again, its difference from the default may be chance.',
  'no interval': 'It is measured again below.',
  identical: 'It is measured again below.',
  diverged: 'It is measured again below.',
};

/**
 * What a search has found, for a terminal: its best variations with the default among them, what each parameter explains,
 * and which runs failed.
 *
 * @param result Of the sweep that `searchPlan` describes.
 */
export function searchText(result: SweepResult): string {
  const { metric, failures, note } = result;
  const rows = ranked(result);
  const base = result.variations[0]!;
  const listed = rows
    .map((row, i) => ({ row, rank: i + 1 }))
    .filter(({ row, rank }) => rank <= LISTED || row.variation === base);
  const heading = metric.title + (metric.unit && ` (${metric.unit})`);
  const table = textTable(
    ['Rank', 'Key', 'Variation', heading, 'Time', 'Parameters'],
    listed.map(({ row, rank }) => [
      String(rank),
      shortKey(row.runs[0]!.key),
      rowLabel(row),
      row.diverged > 0 ? '' : measuredText(row.value, metric),
      duration(row.seconds),
      fixed(row.networkParameters, 0),
    ]),
  );
  const { fold, folds } = result.runs[0]!.parameters;
  const where =
    fold && `Validated on fold ${fold} of ${folds} within the training set: compare these errors only with each other.`;
  const left = rows.length - listed.length;
  const more = left > 0 && `Not listed: ${count(left, 'variation')}.`;
  const failed =
    failures.length > 0 && [`${count(failures.length, 'run')} failed:`, ...failureLines(failures)].join('\n');
  const synthetic = result.runs.some(({ generated }) => generated) && SYNTHETIC;
  return [table, more, where, stoppedText(result), importanceText(result), failed, synthetic, note]
    .filter(Boolean)
    .join('\n\n');
}

/** What each parameter explains; a sentence where there are too few variations to say. */
function importanceText(result: SweepResult): string {
  const { found, variations } = importancesOf(result);
  if (found.length === 0) return '';
  return [
    `What each parameter alone explains of the differences in log ${result.metric.title} between ` +
      `${count(variations, result.stopped.length > 0 ? 'finished variation' : 'variation')}, with a 95% confidence interval:`,
    textTable(
      ['Parameter', 'Share', '95% CI'],
      found.map(({ name, share, interval }) => [
        wordsOf(name),
        percentage(share),
        `${percentage(interval.low)} to ${percentage(interval.high)}`,
      ]),
    ),
  ].join('\n');
}

/**
 * What a second measurement says of the best variation of a search.
 *
 * @param confirmation Of the sweep that `confirmationPlan` describes.
 * @param searched What the search saw.
 * @param searched.variations Number of variations that it compared.
 * @param searched.best What the best of them had reached.
 * @param command The command line that uses it.
 */
export function confirmationText(
  confirmation: SweepResult,
  searched: { readonly variations: number; readonly best: number },
  command: string,
): string {
  const { metric } = confirmation;
  const [base, best] = confirmation.rows();
  if (!base || !best) return 'The best variation could not be measured again.';
  const { difference } = best;
  const folds = [...new Set(confirmation.runs.map(({ parameters }) => parameters.fold ?? 0))].filter(Boolean);
  const where = folds.length > 0 ? `on the other folds (${folds.join(', ')}) with new seeds` : 'with new seeds';
  const once = { mean: searched.best, sd: NaN };
  const isKnown = difference !== undefined && Number.isFinite(difference.margin);
  const verdict = verdictOn(best);
  return [
    `The best of ${searched.variations} looks better than it is, because chance helped to choose it. ` +
      `It reached ${measuredText(once, metric)} in the search. Measured again ${where}: ` +
      `${measuredText(best.value, metric)}; the default: ${measuredText(base.value, metric)}` +
      (isKnown ? `; difference ${differenceText(difference, metric)} (95% CI, p ${pValue(difference.p)}).` : '.') +
      VERDICTS[verdict],
    verdict !== 'worse' && `To use it: ${command}`,
    verdict !== 'worse' &&
      folds.length > 0 &&
      'That report evaluates on the validation set, which the search did not use, so its errors differ from these.',
  ]
    .filter(Boolean)
    .join('\n');
}

/** What a second measurement says of the best variation of a search, in a sentence. */
export const shortConfirmation = (confirmation: SweepResult): string =>
  SHORT_VERDICTS[verdictOn(confirmation.rows()[1])];

const verdictOn = (best: SweepRow | undefined): Verdict =>
  best?.difference ? verdictOf(best.difference) : 'no interval';

const percentage = (share: number): string => `${fixed(100 * share, 0)}%`;
