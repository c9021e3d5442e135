import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { count, fixed, list } from '../format';
import { SIGNIFICANCE } from '../metrics/comparison';
import type { Comparison } from '../metrics/comparison';
import type { Metric } from '../metrics/metric';
import { runsNeeded } from '../metrics/power';
import type { MeanAndSd } from '../metrics/statistics';
import { verdictOf } from '../metrics/verdict';
import type { Verdict } from '../metrics/verdict';
import { differenceText, meanText, neededText } from '../quantity';
import type { SweepResult } from '../runs/result';
import type { RunResult } from '../runs/run';

/** What a sweep shows about one of its variations. */
export interface VariationFinding {
  readonly label: string;
  readonly value: MeanAndSd;
  /** Difference to the base, with the p-value corrected for the number of variations. */
  readonly difference: Comparison;
  readonly verdict: Verdict;
  /** Number of trainable parameters. */
  readonly networkParameters: number;
}

/** What a sweep shows: a finding for each variation except the base. */
export interface SweepFindings {
  readonly metric: Pick<Metric, 'title' | 'unit'>;
  readonly base: Pick<VariationFinding, 'label' | 'value' | 'networkParameters'>;
  /** Runs of each variation; of the one with the fewest. */
  readonly runs: number;
  /** What the runs of a variation differ in: `fold` for a cross-validation, `seed` by default. */
  readonly each?: 'seed' | 'fold';
  readonly variations: readonly VariationFinding[];
}

/** Compares a sweep's variations with its base. */
export function sweepFindings(result: Pick<SweepResult, 'metric' | 'rows'>): SweepFindings {
  const rows = result.rows();
  const [base, ...others] = rows;
  const factsOf = ({ variation, value, networkParameters }: (typeof rows)[number]) => ({
    label: variation.label,
    value,
    networkParameters,
  });
  return {
    metric: result.metric,
    base: factsOf(base!),
    runs: Math.min(...rows.map(({ runs }) => runs.length)),
    each: differIn(base!.runs),
    variations: others.map((row) => ({
      ...factsOf(row),
      difference: row.difference!,
      verdict: row.diverged > 0 ? 'diverged' : verdictOf(row.difference!),
    })),
  };
}

/** What the runs of a variation differ in. */
export const differIn = (runs: readonly Pick<RunResult, 'parameters'>[]): 'seed' | 'fold' =>
  new Set(runs.map(({ parameters }) => parameters.fold)).size > 1 ? 'fold' : 'seed';

/**
 * A paragraph on what a sweep shows: which variations are better or worse than the base, which differences are not
 * significant and how many seeds they would take, and which variations also change the network's size.
 *
 * @param result A finished sweep.
 * @example describeSweep(variations)
 */
export const describeSweep = (result: SweepResult): Prose => say(sweepWords(sweepFindings(result)));

/** The wording of `describeSweep`. */
export function sweepWords(findings: SweepFindings): string {
  const { variations } = findings;
  if (variations.length === 0) return '';
  return [
    ...claimWords('better', findings),
    ...claimWords('worse', findings),
    ...openWords(findings),
    ...identicalWords(findings),
    ...singleRunWords(findings),
    ...divergedWords(findings),
    ...sizeWords(findings),
  ].join(' ');
}

const withVerdict = ({ variations }: SweepFindings, verdict: Verdict): VariationFinding[] =>
  variations.filter((one) => one.verdict === verdict);

/** Up to this number of variations, a sentence gives their differences; the table has those of more. */
const FEW = 2;

/** The MSE is significantly lower with **A** (difference −0.0011 ± 0.0005, 95% CI) than with the default. */
function claimWords(verdict: 'better' | 'worse', findings: SweepFindings): string[] {
  const found = withVerdict(findings, verdict);
  if (found.length === 0) return [];
  const { metric, base } = findings;
  const names = list(found.map(({ label }) => `**${label}**`));
  const differences = list(found.map(({ difference }) => differenceText(difference, metric)));
  const noun = found.length === 1 ? 'difference' : 'differences';
  const figures = found.length > FEW ? '' : ` (${noun} ${differences}, 95% CI)`;
  const direction = verdict === 'better' ? 'lower' : 'higher';
  return [`The ${metric.title} is significantly ${direction} with ${names}${figures} than with ${nameOf(base)}.`];
}

/** Differences that may be chance, and how many seeds would tell. */
function openWords(findings: SweepFindings): string[] {
  const found = withVerdict(findings, 'not significant');
  if (found.length === 0) return [];
  const [nearest] = [...found].sort((a, b) => a.difference.needed - b.difference.needed);
  const names = list(found.map(({ label }) => label));
  const excluded = found.filter(({ difference: { mean, margin } }) => Math.abs(mean) > margin);
  const alone =
    excluded.length === 0
      ? ''
      : ` By itself, the interval of ${list(excluded.map(({ label }) => label))} excludes zero; corrected for ` +
        `${findings.variations.length} comparisons, the difference is not significant.`;
  const [differences, are] = found.length === 1 ? ['difference', 'is'] : ['differences', 'are'];
  return [
    `With ${count(findings.runs, findings.each ?? 'seed')} each, the ${differences} of ${names} ${are} not significant` +
      `${neededWords(nearest!, found.length, findings)}.${alone}`,
  ];
}

function neededWords({ label, difference }: VariationFinding, among: number, { metric, runs }: SweepFindings): string {
  const { needed } = difference;
  if (Number.isNaN(needed) || needed <= runs) return '';
  const whose = among > 1 ? `that of ${label}` : 'the one measured';
  return `; a difference as large as ${whose} (${differenceText(difference, metric)}) would take ${neededText(needed)} to confirm`;
}

function identicalWords(findings: SweepFindings): string[] {
  const found = withVerdict(findings, 'identical');
  if (found.length === 0) return [];
  const names = list(found.map(({ label }) => label));
  return [`The results of ${names} are those of ${nameOf(findings.base)} to the last digit.`];
}

/** A difference of twice the seeds' standard deviation is large enough to be seen in a figure. */
const VISIBLE = 2;

function singleRunWords(findings: SweepFindings): string[] {
  const found = withVerdict(findings, 'no interval');
  if (found.length === 0) return [];
  const { metric, base, variations } = findings;
  const ranked = [base, ...found].sort((a, b) => a.value.mean - b.value.mean);
  const [lowest, highest] = [ranked[0]!, ranked.at(-1)!];
  const text = ({ label, value }: typeof base) => `${meanText(value, metric)} (${label})`;
  const seeds = runsNeeded(VISIBLE, SIGNIFICANCE / variations.length);
  return [
    `The ${metric.title} runs from ${text(lowest)} to ${text(highest)}. With one run each, a difference cannot be told ` +
      `apart from the effect of the seed; ${seeds} seeds each would find one of twice the seeds' standard deviation.`,
  ];
}

function divergedWords(findings: SweepFindings): string[] {
  const found = withVerdict(findings, 'diverged');
  if (found.length === 0) return [];
  const names = list(found.map(({ label }) => `**${label}**`));
  return [`At least one run with ${names} has diverged, so there is nothing to compare.`];
}

/** Changes of the input or the kernels that change the network's size as well. */
function sizeWords({ base, variations }: SweepFindings): string[] {
  const resized = variations.filter(({ networkParameters }) => networkParameters !== base.networkParameters);
  if (resized.length === 0) return [];
  const sizes = resized.map(({ label, networkParameters }) => `${label} (${fixed(networkParameters, 0)})`);
  return [
    `Not the only change: the number of trainable parameters, ${fixed(base.networkParameters, 0)} with ${nameOf(base)}, ` +
      `also changes with ${list(sizes)}.`,
  ];
}

/** How a sentence calls a variation. */
const nameOf = ({ label }: Pick<VariationFinding, 'label'>): string => (label === 'default' ? 'the default' : label);
