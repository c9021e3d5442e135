import type { Experiment, ExperimentParameters } from '../runs/experiment';
import type { Figure, FigureOptions } from '../figures/figure';
import { fixed, plusMinus, significant } from '../format';
import { table } from '../figures/table';
import { hasBfloat16 } from '../ops/processor';
import { mean } from '../metrics/statistics';
import type { SweepResult, SweepRow } from '../runs/result';
import { sweep } from './sweep';
import type { SweepOptions } from '../runs/sweep';

/**
 * Trains with each number format that the processor has, to compare their accuracy and speed.
 *
 * @throws as `sweep` does.
 */
export function precisionSweep(
  experiment: Experiment,
  { base, repeats }: { base: ExperimentParameters; repeats: number },
  options: SweepOptions = {},
): Promise<SweepResult> {
  const precision = hasBfloat16() ? (['float32', 'bfloat16'] as const) : (['float32'] as const);
  return sweep(experiment, { base, vary: { precision }, repeats }, options);
}

/** Error and training speed of each precision. */
export function precisionTable(result: SweepResult, options: FigureOptions = {}): Figure {
  return table(
    result.rows(),
    [
      { title: 'Convolutions in', value: (row) => precisionOf(row) },
      {
        title: 'NME (%), mean ± deviation',
        value: ({ value }) => value.mean,
        html: ({ value }) => plusMinus(value.mean, value.sd, 2),
      },
      { title: 'Training photos a second', value: speedOf, decimals: 1 },
      { title: 'Runs', value: ({ runs }) => runs.length },
    ],
    ['Both number formats, otherwise the same training.', result.note].filter(Boolean).join(' '),
    options,
  );
}

/** What the comparison shows, or that the processor has but one of the formats. */
export function precisionWords(result: SweepResult): string {
  const rows = result.rows();
  const [full, half] = ['float32', 'bfloat16'].map((name) => rows.find((row) => precisionOf(row) === name));
  if (!full || !half) return 'This processor does not compute in bfloat16, so there is nothing to compare here.';
  const faster = speedOf(half) / speedOf(full);
  const speed =
    faster > 1.05
      ? `trains ${fixed(faster, 1)} times as fast`
      : `trains no faster here (${significant(faster, 2)} times the speed)`;
  const change = half.value.mean - full.value.mean;
  const difference = `its NME is ${significant(half.value.mean)} % in place of ${significant(full.value.mean)} %`;
  const { difference: given } = rows[1]!;
  const chance =
    !given || half.runs.length < 2
      ? 'with one training each, a difference of a few tenths may be chance'
      : Math.abs(given.mean) > given.margin
        ? `that is ${change > 0 ? 'worse' : 'better'} beyond chance (95 %, ${half.runs.length} seeds)`
        : `which ${half.runs.length} seeds cannot tell from chance`;
  return `With convolutions in bfloat16 the network ${speed}; ${difference}; ${chance}.`;
}

const precisionOf = ({ runs }: SweepRow): string => runs[0]!.parameters.precision ?? 'float32';

const speedOf = ({ runs }: SweepRow): number =>
  mean(runs.map(({ training }) => mean(training.epochs.map(({ samplesPerSecond }) => samplesPerSecond))));
