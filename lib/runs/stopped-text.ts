import { count, significant, textTable } from '../format';
import { stopWords } from './halving';
import type { StoppedRun, SweepResult } from './result';
import type { Variation } from './variations';

/** Stopped variations that a terminal lists. */
const LISTED = 20;

/** A variation of which runs were stopped early. */
export interface StoppedVariation {
  readonly variation: Variation<object>;
  /** Its stopped runs, the one that came farthest first. */
  readonly runs: readonly [StoppedRun, ...StoppedRun[]];
}

/** The variations with runs that were stopped early, those that came farthest first. */
export function stoppedVariations({ stopped }: Pick<SweepResult, 'stopped'>): StoppedVariation[] {
  const order = (a: StoppedRun, b: StoppedRun): number =>
    b.stop.epoch - a.stop.epoch || a.stop.error - b.stop.error || 0;
  const byVariation = new Map<Variation<object>, [StoppedRun, ...StoppedRun[]]>();
  for (const run of [...stopped].sort(order)) {
    const others = byVariation.get(run.variation);
    if (others) others.push(run);
    else byVariation.set(run.variation, [run]);
  }
  return [...byVariation].map(([variation, runs]) => ({ variation, runs }));
}

/** When a variation was stopped: `stopped after epoch 2`. */
export function stoppedWords({ runs: [run, ...others] }: StoppedVariation): string {
  const more = others.length > 0 ? `, ${count(others.length, 'other seed')} then or before` : '';
  return stopWords(run.stop) + more;
}

/** What a sweep has stopped early and when, for a terminal; empty where nothing was. */
export function stoppedText(result: SweepResult): string {
  const all = stoppedVariations(result);
  if (all.length === 0) return '';
  const left = all.length - LISTED;
  return [
    `${count(all.length, 'variation')} stopped early, and not compared:`,
    textTable(
      ['Variation', 'After epoch', 'Validation MSE then', 'Runs stopped'],
      all
        .slice(0, LISTED)
        .map(({ variation, runs: [{ stop }, ...others] }) => [
          variation.label,
          String(stop.epoch),
          significant(stop.error),
          String(others.length + 1),
        ]),
    ),
    left > 0 && `Not listed: ${count(left, 'variation')}.`,
    'Without --prune they are trained to the end, from where they stopped.',
  ]
    .filter(Boolean)
    .join('\n');
}
