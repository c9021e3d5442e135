import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AblationStep } from '../figures/ablation-table';
import type { Metrics } from '../metrics/samples';
import type { ParameterValues } from '../parameters/schema';
import { root } from '../paths';
import type { Provenance } from '../runs/provenance';
import type { EpochRecord } from '../training/record';

/** One of the final trainings of a best recipe, measured on the validation faces. */
export interface FinalRun {
  readonly seed: number;
  readonly metrics: Metrics;
  readonly epochs: readonly EpochRecord[];
  readonly seconds: number;
}

/** How a best recipe came about and what it reaches; kept in the repository beside its weights. */
export interface BestRecord {
  readonly name: string;
  readonly title: string;
  /** The figure that the recipe was chosen by, e.g. `validationMse`, and what it is called. */
  readonly metric: string;
  readonly measure: string;
  readonly parameters: Partial<ParameterValues>;
  /** Each step by cross-validation inside the training faces; empty until it has been done. */
  readonly ablation: readonly (AblationStep & { readonly changes: Partial<ParameterValues> })[];
  readonly final: readonly FinalRun[];
  /** The first final run's predictions for the validation faces, fractions of the image, shape [N, 2K]. */
  readonly predictions: readonly number[];
  /** Ids of these faces and their errors in that run: mean distance in pixels of the photo, or NME in percent. */
  readonly photos: readonly { readonly id: string; readonly error: number }[];
  readonly networkParameters: number;
  readonly provenance: Provenance;
}

/** Where the record, the weights and their card are kept. */
export const bestFiles = (name: string): { record: string; weights: string; card: string } => ({
  record: join(root(), 'lib', 'weights', `${name}.json`),
  weights: join(root(), 'lib', 'weights', `${name}.safetensors`),
  card: join(root(), 'lib', 'weights', `${name}.md`),
});

/** The record of a best recipe; undefined before `npm run best` has made one. */
export function readBest(name: string): BestRecord | undefined {
  const { record } = bestFiles(name);
  return existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as BestRecord) : undefined;
}
