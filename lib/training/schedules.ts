import { UserError } from '../errors';

/** How the learning rate changes over a training. */
export type ScheduleName = 'constant' | 'oneCycle' | 'cosine';

/** The learning rate of each step; steps count from 0. */
export type Schedule = (step: number) => number;

/** The peak and the length of a schedule. */
export interface ScheduleOptions {
  /** The highest learning rate. */
  readonly peak: number;
  /** Steps of the whole training. */
  readonly steps: number;
  /** Fraction of the steps in which the rate rises, in [0, 1); by default 0.3 for one-cycle and 0.05 for cosine. */
  readonly warmUp?: number;
}

/**
 * Makes a schedule.
 *
 * @param name Its shape.
 * @param options Its peak, its length and its warm-up.
 * @throws UserError for a warm-up outside [0, 1).
 * @example schedule('oneCycle', { peak: 1e-3, steps: 1800 })(0) // 4e-5
 */
export function schedule(name: ScheduleName, { peak, steps, warmUp }: ScheduleOptions): Schedule {
  if (warmUp !== undefined && !(warmUp >= 0 && warmUp < 1)) {
    throw new UserError(`Warm-up must be a fraction of the steps in [0, 1); got ${warmUp}.`);
  }
  switch (name) {
    case 'constant':
      return () => peak;
    case 'oneCycle':
      return oneCycle(peak, steps, warmUp ?? 0.3);
    case 'cosine':
      return cosine(peak, steps, warmUp ?? 0.05);
  }
}

/**
 * Up from peak / 25, then down to peak / 250,000, both along half a cosine, as PyTorch's `OneCycleLR` does.
 *
 * @see L. N. Smith, N. Topin, 'Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates',
 *   2018.
 */
function oneCycle(peak: number, steps: number, warmUp: number): Schedule {
  const first = peak / 25;
  const last = first / 1e4;
  const top = warmUp * steps - 1;
  const end = steps - 1;
  return (step) => {
    if (step <= top) return anneal(first, peak, step / top);
    return anneal(peak, last, end > top ? Math.min(1, (step - top) / (end - top)) : 1);
  };
}

/**
 * A linear rise to the peak, then down to 0 along half a cosine.
 *
 * @see I. Loshchilov, F. Hutter, 'SGDR: Stochastic Gradient Descent with Warm Restarts', ICLR 2017 (no restarts).
 */
function cosine(peak: number, steps: number, warmUp: number): Schedule {
  const rise = Math.round(warmUp * steps);
  return (step) => (step < rise ? (peak * (step + 1)) / (rise + 1) : anneal(peak, 0, (step - rise) / (steps - rise)));
}

const anneal = (from: number, to: number, fraction: number): number =>
  to + ((from - to) / 2) * (1 + Math.cos(Math.PI * fraction));
