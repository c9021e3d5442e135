import { percent } from '../format';

/** Shares of faces, in percent, with an NME above 8% and above 10%. */
export interface FailureRates {
  readonly at8: number;
  readonly at10: number;
}

/**
 * A sentence on how many faces a network fails.
 *
 * @param rates The failure rates.
 * @param subjects What was measured, as a plural.
 * @example failureWords({ at8: 38.6, at10: 0 }); // 'The NME exceeds 8% on 38.6% of the faces and 10% on none.'
 */
export function failureWords({ at8, at10 }: FailureRates, subjects = 'faces'): string {
  if (at8 === 0) return `The NME exceeds 8% on none of the ${subjects}.`;
  if (at10 === 100) return `The NME exceeds 10% on all of the ${subjects}.`;
  const most = at8 === 100 ? 'all' : percent(at8, 1);
  return `The NME exceeds 8% on ${most} of the ${subjects} and 10% on ${at10 === 0 ? 'none' : percent(at10, 1)}.`;
}
