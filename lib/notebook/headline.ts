import { UserError } from '../errors';
import type { HeadlineFigure, NotebookInfo } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import { failedVariations } from '../runs/result-text';

/** A part of a notebook that adds results to its report. */
export interface ReportPart {
  /** Results for the report's `headline`, under their keys. */
  readonly headline: Readonly<Record<string, number>>;
  /** Sentences for the report's summary; empty for none. */
  readonly summary: string;
}

/** What the main figures of a report are taken from. */
export interface HeadlineSources {
  /** The notebook's sweeps; the first is the main one. */
  readonly sweeps: readonly SweepResult[];
  /** Figures that every notebook measures; only those that the experiment lists are taken. */
  readonly common: Readonly<Record<string, number>>;
  /** Figures of the notebook's parts; the experiment must list all of them. */
  readonly parts: Readonly<Record<string, number>>;
  /** Whether the best recipe's figures are about this notebook's photos. */
  readonly hasBest: boolean;
}

/**
 * Collects the main figures of a report: those of the sweeps, as the experiment's `headline` describes them, and those
 * that parts of the notebook have measured.
 *
 * @param notebook The experiment's notebook, which lists the figures.
 * @param sources What the figures are taken from.
 * @returns The figures in the order of the list, without standard deviations of single runs.
 * @throws UserError when a listed figure is missing though its runs have not failed, or a part has one that is not listed.
 */
export function collectHeadline(
  { headline, bestHeadline }: Pick<NotebookInfo, 'headline' | 'bestHeadline'>,
  { sweeps, common, parts, hasBest }: HeadlineSources,
): Record<string, number> {
  const unknown = Object.keys(parts).filter((key) => !(key in headline) && !(key in bestHeadline));
  if (unknown.length > 0)
    throw new UserError(`Unknown headline figures: ${unknown.join(', ')}. List them in the experiment.`);
  const measured = { ...common, ...parts };
  const failed = new Set<string | undefined>(sweeps.flatMap(failedVariations));
  const own = Object.entries(headline).flatMap(([key, figure]) => {
    const value = figure.source ? sweepFigure(sweeps, figure.source) : measured[key];
    // Runs of a sweep may have failed; its table says why.
    if (value === undefined && figure.source && failed.has(figure.source.variation)) return [];
    if (value === undefined) throw new UserError(`The report lacks ${key}, ${figure.meaning}.`);
    return [[key, value] as const];
  });
  const best = Object.keys(bestHeadline).flatMap((key) =>
    hasBest && key in parts ? [[key, parts[key]!] as const] : [],
  );
  // Single runs have no standard deviation.
  const isMissing = ([key, value]: readonly [string, number]) => key.endsWith('Sd') && Number.isNaN(value);
  return Object.fromEntries([...own, ...best].filter((figure) => !isMissing(figure)));
}

/**
 * What each of a report's main figures is.
 *
 * @param notebook The experiment's notebook, which lists the figures.
 * @returns Meanings under the figures' keys.
 */
export function headlineMeanings({
  headline,
  bestHeadline,
}: Pick<NotebookInfo, 'headline' | 'bestHeadline'>): Record<string, string> {
  const own = Object.entries(headline).map(([key, { meaning }]) => [key, meaning] as const);
  return { ...Object.fromEntries(own), ...bestHeadline };
}

function sweepFigure(
  sweeps: readonly SweepResult[],
  { variation, metric, statistic = 'mean' }: NonNullable<HeadlineFigure['source']>,
): number | undefined {
  const has = ({ variations }: SweepResult) =>
    variation === undefined || variations.some(({ label }) => label === variation);
  return sweeps.find(has)?.meanAndSd(variation, metric)[statistic];
}
