import type { Random } from '../random';

/** The facial expression in one photo. Amounts are in 0..1 unless stated otherwise. */
export interface Expression {
  /** From -0.5, a sad mouth, to 1, a broad smile. */
  readonly smile: number;
  /** How far the jaw is dropped. */
  readonly open: number;
  /** From -1, frowning, to 1, raised. */
  readonly brows: number;
  /** From 0, shut, through 1, open, to 1.3, wide open. */
  readonly eyes: number;
  /** From -1, lips spread, to 1, rounded. */
  readonly pucker: number;
  /** Direction of the gaze relative to the head, right in the image and up, in -1..1. */
  readonly gaze: readonly [number, number];
}

/** A neutral expression, with small variations. */
export function neutral(random: Random): Expression {
  return {
    smile: random.normal(0, 0.08),
    open: 0,
    brows: random.normal(0, 0.12),
    eyes: random.normal(0.97, 0.06),
    pucker: random.normal(0, 0.1),
    gaze: gaze(random, 0.06),
  };
}

/** A smile, often with the teeth showing. */
export function smiling(random: Random): Expression {
  const smile = random.uniform(0.45, 1);
  const teeth = random.uniform() < 0.7 ? random.uniform(0.12, 0.35) : 0;
  return {
    ...neutral(random),
    smile,
    open: teeth * smile,
    eyes: random.normal(0.95, 0.05) - 0.25 * smile,
    pucker: -0.2,
  };
}

/** Any expression: neutral, smiling, or a free combination. */
export function free(random: Random): Expression {
  if (random.uniform() < 0.35) return smiling(random);
  if (random.uniform() < 0.3) return neutral(random);
  return {
    smile: random.uniform(-0.5, 0.8),
    open: random.uniform() < 0.6 ? random.uniform(0, 1) : 0,
    brows: random.uniform(-1, 1),
    eyes: random.uniform() < 0.08 ? 0.06 : random.uniform(0.6, 1.3),
    pucker: random.uniform(-0.8, 0.9),
    gaze: gaze(random, 0.35),
  };
}

const gaze = (random: Random, deviation: number): [number, number] => {
  const limited = () => Math.max(-1, Math.min(1, random.normal(0, deviation)));
  return [limited(), limited()];
};
