import { bootstrapInterval } from '../metrics/bootstrap';
import { mean } from '../metrics/statistics';
import type { Figure, FigureOptions } from './figure';
import { lineChart } from './line-chart';

/**
 * NME against how tight or loose faces are cut out, with 95 % bootstrap intervals over faces.
 *
 * @param results By label: each crop, as a multiple of the usual one, with the NME of each face in percent.
 * @example cropChart({ 'ResNet-18': await networkCropErrors(network, faces, 1) })
 */
export function cropChart(
  results: Readonly<Record<string, readonly { readonly factor: number; readonly errors: readonly number[] }[]>>,
  options: FigureOptions = {},
): Figure {
  const lines = Object.entries(results).map(([label, crops]) => [
    label,
    crops.map(({ factor, errors }) => ({ x: factor, y: mean(errors), ...bootstrapInterval(errors) })),
  ]);
  const faces = Object.values(results)[0]?.[0]?.errors.length ?? 0;
  return lineChart(
    Object.fromEntries(lines) as Parameters<typeof lineChart>[0],
    `The error of ${Object.keys(results).join(' and ')} against the size of the crop, each on ${faces} test photos, with 95 % intervals over faces.`,
    { x: { title: 'Side of the crop (1 = as in training)' }, y: { title: 'NME (%)' }, ...options },
  );
}
