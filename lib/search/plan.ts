import { Random } from '../random';
import type { ExperimentParameters } from '../runs/experiment';
import type { SweepPlan } from '../runs/plan';
import { labelOf } from '../runs/variations';
import { drawFrom } from './range';
import type { SearchRange } from './range';

/** What a search tries. */
export interface SearchPlan<P> {
  /** Where each parameter's values are drawn from. */
  readonly ranges: Readonly<Record<string, SearchRange>>;
  /** Number of variations to draw. */
  readonly count: number;
  /** What differs from the experiment's defaults in all runs; its seed also decides what is drawn. */
  readonly base?: Partial<P>;
  /** Runs of each variation; 1 by default, as more variations find more than repeated ones. */
  readonly repeats?: number;
}

/** Draws in vain, one after the other, after which all variations count as drawn. */
const PATIENCE = 200;

/**
 * The sweep of a random search: the default, and variations that differ from each other. The same seed draws the same
 * ones, and the first of them whatever their number, so a search can be resumed and extended.
 *
 * Experiments with cross-validation validate on the first fold within the training set: what is chosen by a figure makes
 * this figure too good, and the held-out faces are for reporting.
 *
 * @param experiment The experiment's defaults.
 * @param plan What to draw. There may be fewer variations than asked for.
 * @returns The sweep, for `sweep`.
 * @see J. Bergstra, Y. Bengio, 'Random Search for Hyper-Parameter Optimization', JMLR, 2012.
 * @example await sweep(nose, searchPlan(nose, { ranges: { extraChannels: integers }, count: 30 }));
 */
export function searchPlan<P extends ExperimentParameters>(
  { defaults }: { readonly defaults: P },
  plan: SearchPlan<P>,
): SweepPlan<P> {
  const { ranges, count, base = {} } = plan;
  const all: ExperimentParameters = { ...defaults, ...base };
  const seed = new Random(all.seed).split('search');
  const variations = new Map<string, Partial<P>>();
  for (let draw = 0, vain = 0; variations.size < count && vain < PATIENCE; draw++) {
    const random = seed.split(draw);
    const changes = Object.fromEntries(
      Object.entries(ranges).map(([name, range]) => [name, drawFrom(range, random.split(name))]),
    ) as Partial<P>;
    const label = labelOf(changes);
    const isKnown =
      variations.has(label) ||
      Object.entries(changes).every(([name, value]) => all[name as keyof typeof all] === value);
    vain = isKnown ? vain + 1 : 0;
    if (!isKnown) variations.set(label, changes);
  }
  return { ...searchBase({ defaults }, plan), variations: Object.fromEntries(variations) };
}

/** What all runs of a search share: they validate on the first fold within the training set, where there are folds. */
export function searchBase<P extends ExperimentParameters>(
  { defaults }: { readonly defaults: P },
  { base = {}, repeats = 1 }: Pick<SearchPlan<P>, 'base' | 'repeats'>,
): SweepPlan<P> {
  const all: ExperimentParameters = { ...defaults, ...base };
  const fold = all.folds !== undefined && all.fold === 0 ? { fold: 1 } : {};
  return { base: { ...base, ...fold }, repeats };
}
