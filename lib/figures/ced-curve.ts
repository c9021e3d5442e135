import { areaUnderCed, cumulativeErrors, failureRate } from '../metrics/ced';
import { chart } from './chart';
import type { Series } from './chart-spec';
import { runLook } from './colors';
import type { Figure, FigureOptions } from './figure';
import type { Interpretation } from '../metrics/interpretation';
import { fixed } from '../format';

const DASHES = ['solid', 'dash', 'dot'] as const;

export interface CedCurveOptions extends FigureOptions {
  /** Largest error on the axis, to which the area under the curve is measured; 8 % by default. */
  limit?: number;
}

/**
 * Cumulative error distribution: the share of faces whose NME is at most so large, with the area under each curve and
 * the failure rate, the share of faces beyond the limit.
 *
 * @param results By label: interpretations with the measure `nme`, or the NME of each face in percent.
 * @example cedCurve({ 'ResNet-18': result, 'mean shape': meanShapeErrors })
 */
export function cedCurve(
  results: Readonly<Record<string, Pick<Interpretation, 'errors'> | ArrayLike<number>>>,
  { limit = 8, ...options }: CedCurveOptions = {},
): Figure {
  const curves = Object.entries(results).map(([label, result]) => {
    const errors = 'errors' in result ? result.errors : result;
    return { label, errors, area: areaUnderCed(errors, limit), failures: failureRate(errors, limit) };
  });
  const series = curves.map(({ label, errors, area }, i): Series => {
    const steps = cumulativeErrors(errors, limit);
    return {
      name: `${label} (AUC ${fixed(100 * area, 1)} %)`,
      color: runLook(label).color,
      mark: 'line',
      dash: DASHES[i % DASHES.length]!,
      x: steps.flatMap(({ error }, k) => (k > 0 ? [error, error] : [error])),
      y: steps.flatMap(({ fraction }, k) =>
        k > 0 ? [100 * steps[k - 1]!.fraction, 100 * fraction] : [100 * fraction],
      ),
    };
  });
  const facts = curves.map(
    ({ label, area, failures }) => `${label}: AUC ${fixed(100 * area, 1)} %, failures ${fixed(100 * failures, 1)} %`,
  );
  return chart(
    {
      x: { title: 'NME (%)', range: [0, limit] },
      y: { title: 'Faces with at most this error (%)', range: [0, 100] },
      series,
    },
    `Cumulative error distribution up to ${limit} %. ${facts.join('; ')}.`,
    options,
  );
}
