import { plusMinus, significant } from '../format';
import type { SweepResult, SweepRow } from '../runs/result';

/** What a sweep has shown (Markdown), one sentence for each variation, true to its uncertainty. */
export function sweepWords(result: SweepResult, metric = result.metric.key): string {
  const [base, ...others] = result.rows(metric);
  if (!base) return '';
  const sentences = others.map((row) => sentence(row, base));
  return sentences.length > 2 ? sentences.map((text) => `- ${text}`).join('\n') : sentences.join(' ');
}

function sentence({ variation, value, difference, runs }: SweepRow, base: SweepRow): string {
  const figure = `**${variation.label}**: ${significant(value.mean)} in place of ${significant(base.value.mean)}`;
  if (!difference || runs.length < 2) return `${figure} (one run each, so this may be chance).`;
  const { mean, margin } = difference;
  if (mean === 0 && margin === 0) return `${figure}: just the same.`;
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(mean) || 1e-9)));
  const interval = `difference ${plusMinus(mean, margin, decimals)} (95 %)`;
  if (Math.abs(mean) <= margin) return `${figure}; ${interval}, which ${runs.length} seeds cannot tell from chance.`;
  return `${figure}, ${mean < 0 ? 'better' : 'worse'}: ${interval}.`;
}
