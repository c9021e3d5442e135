import { formatValue } from '../format';
import { html } from '../html';
import { wordsOf } from '../parameters/names';
import { documentationOf } from '../parameters/schema';
import type { ParameterName } from '../parameters/schema';
import type { Figure, FigureOptions } from './figure';
import { table } from './table';

/**
 * The parameters of an experiment with their meaning; those that differ from the default are highlighted.
 *
 * @example parameterTable(nose, parameters)
 */
export function parameterTable(
  { defaults }: { readonly defaults: object },
  parameters: object,
  options: FigureOptions = {},
): Figure {
  const standard = new Map(Object.entries(defaults));
  const rows = Object.entries(parameters).map(([name, value]) => ({
    name,
    value: formatValue(value),
    standard: formatValue(standard.get(name)),
    meaning: documentationOf(name as ParameterName).description,
  }));
  const changed = rows.filter((row) => row.value !== row.standard);
  const changes = changed.map((row) => `${wordsOf(row.name)} ${row.value} (default: ${row.standard})`);
  return table(
    rows,
    [
      { title: 'Parameter', value: (row) => row.name, html: (row) => html`<code>${row.name}</code>` },
      { title: 'Value', value: (row) => row.value },
      { title: 'Default', value: (row) => row.standard },
      { title: 'Meaning', value: (row) => row.meaning },
    ],
    changes.length > 0 ? `Changed parameters: ${changes.join(', ')}.` : 'All parameters are at their defaults.',
    { highlight: (row) => row.value !== row.standard, ...options },
  );
}
