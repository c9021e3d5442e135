import { percent } from '../format';
import { areaUnderCed, cumulativeErrors, failureRate } from '../metrics/ced';
import type { Interpretation } from '../metrics/interpretation';
import { chart } from './chart';
import type { Series } from './chart-spec';
import { looksOf } from './colors';
import type { Figure, FigureOptions } from './figure';

/** Options of a cumulative error distribution. */
export interface CedCurveOptions extends FigureOptions {
  /** Largest error on the axis in percent, to which the area under the curve is measured; 8 by default. */
  limit?: number;
}

/**
 * Cumulative error distribution (CED): the percentage of faces whose NME is at most a given value, with the area under
 * each curve (AUC) and the failure rate, the percentage of faces beyond the limit.
 *
 * @param results By label: interpretations with the measure `nme`, or the NME of each face in percent.
 * @example cedCurve({ 'ResNet-18': result, 'mean shape': meanShapeErrors(data) })
 */
export function cedCurve(
  results: Readonly<Record<string, Pick<Interpretation, 'errors'> | ArrayLike<number>>>,
  { limit = 8, ...options }: CedCurveOptions = {},
): Figure {
  const curves = Object.entries(results).map(([label, result]) => {
    const errors = 'errors' in result ? result.errors : result;
    const auc = percent(100 * areaUnderCed(errors, limit), 1);
    return { label, errors, auc, failures: percent(100 * failureRate(errors, limit), 1) };
  });
  const looks = looksOf(Object.keys(results));
  const series = curves.map(({ label, errors, auc }, i): Series => {
    const steps = cumulativeErrors(errors, limit);
    return {
      name: `${label} (AUC ${auc})`,
      ...looks[i]!,
      mark: 'line',
      x: steps.map(({ error }) => error),
      y: steps.map(({ fraction }) => 100 * fraction),
    };
  });
  const facts = curves.map(({ label, auc, failures }) => `${label}: AUC ${auc}, failure rate ${failures}`);
  return chart(
    {
      x: { title: 'NME (%)', range: [0, limit] },
      y: { title: 'Images with at most this NME (%)', range: [0, 100] },
      series,
      steps: true,
    },
    `Cumulative error distribution up to an NME of ${percent(limit, 0)}. ${facts.join('; ')}.`,
    options,
  );
}
