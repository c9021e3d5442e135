import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DataError } from '../errors';
import { provenanceSchema } from '../runs/provenance';

/** One epoch of one run, as the trainer reports it. */
const epoch = z.looseObject({
  epoch: z.int().positive(),
  learningRate: z.number(),
  trainingLoss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  trainingMse: z.number().nullable(),
  validationMse: z.number().nullable(),
  seconds: z.number().nonnegative(),
});

const run = z.object({
  /** Variation and seed, e.g. `learning rate 1e-4, seed 2`; unique in the record. */
  name: z.string(),
  /** Shared by runs that differ only in their seed. */
  variation: z.string(),
  seed: z.int(),
  /** The run's parameters that differ from the experiment's. */
  parameters: z.record(z.string(), z.unknown()),
  epochs: z.array(epoch),
});

/** A person's own notebook has no data set that the report knows of. */
const reportProvenance = provenanceSchema.extend({ dataset: provenanceSchema.shape.dataset.nullable() });

const parameter = z.object({ value: z.unknown(), default: z.unknown(), description: z.string() });

const reportRecord = z.object({
  format: z.literal(1),
  /** The experiment: `nose`, `full-face` or `resnet`. */
  name: z.string(),
  title: z.string(),
  /** One paragraph (Markdown): the result, next to the baseline and the best recipe. */
  summary: z.string(),
  /** Made by a shortened run, whose figures show only that everything works. */
  smoke: z.boolean(),
  /** Made for sharing: no pixel of the photos is in it. */
  withoutPhotos: z.boolean().optional(),
  /** The parameters that differ from the defaults (or from those of a smoke run), in words; empty if none does. */
  changes: z.string().default(''),
  /** The command that reproduces the report. */
  command: z.string(),
  /** Path of the notebook, relative to the project's folder; empty where a person runs it. */
  notebook: z.string().default(''),
  parameters: z.record(z.string(), parameter),
  provenance: reportProvenance,
  /** The report's main figures by name. */
  headline: z.record(z.string(), z.number()),
  /** What each of them is, in words. */
  headlineDescriptions: z.record(z.string(), z.string()).default({}),
  runs: z.array(run),
  /** What is reproducible and what is not (Markdown). */
  determinism: z.string(),
});

/** Content of `reports/<name>.json`. */
export type ReportRecord = z.infer<typeof reportRecord>;

/** Whether a report is about synthetic faces. */
export const isSynthetic = ({ dataset }: ReportRecord['provenance']): boolean => dataset?.generated ?? false;

/** One run of a report. */
export type RunRecord = z.infer<typeof run>;

/**
 * Checks a parsed record.
 *
 * @param json The parsed JSON.
 * @param source Where it came from, to begin a message with.
 * @returns The record.
 * @throws DataError naming the source and every part that is wrong.
 */
export function parseRecord(json: unknown, source: string): ReportRecord {
  const result = reportRecord.safeParse(json);
  if (result.success) return result.data;
  throw new DataError(`${source} is not a valid report record:\n${z.prettifyError(result.error)}`);
}

/**
 * Reads a record.
 *
 * @param file Path, e.g. `reports/nose.json`.
 * @returns The record.
 * @throws DataError naming the file when it is missing, unreadable or not a record.
 */
export function readRecord(file: string): ReportRecord {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new DataError(`Cannot read ${file}: ${(error as Error).message}`, { cause: error });
  }
  return parseRecord(json, file);
}
