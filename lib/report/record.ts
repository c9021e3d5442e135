import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { provenanceSchema } from '../runs/provenance';

/** One epoch of one training, as the trainer reports it. */
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
  /** Runs that differ by their seed alone share this. */
  variation: z.string(),
  seed: z.int(),
  /** What this run has other than the experiment's parameters. */
  parameters: z.record(z.string(), z.unknown()),
  epochs: z.array(epoch),
});

const parameter = z.object({ value: z.unknown(), default: z.unknown(), description: z.string() });

/** What `reports/<name>.json` holds. */
export const reportRecord = z.object({
  format: z.literal(1),
  /** The experiment: `nose`, `full-face` or `resnet`. */
  name: z.string(),
  title: z.string(),
  /** One paragraph (Markdown): the result against its floor and its best peer. */
  summary: z.string(),
  /** Made by a shortened run, whose figures say only that everything works. */
  smoke: z.boolean(),
  /** The command that makes this report again. */
  command: z.string(),
  parameters: z.record(z.string(), parameter),
  provenance: provenanceSchema,
  /** The report's main figures by name. */
  headline: z.record(z.string(), z.number()),
  runs: z.array(run),
  /** What comes out the same again, and what does not (Markdown). */
  determinism: z.string(),
});

export type ReportRecord = z.infer<typeof reportRecord>;
export type RunRecord = z.infer<typeof run>;

/** Checks a parsed record; throws an Error that names where it came from and what is wrong with it. */
export function parseRecord(json: unknown, source: string): ReportRecord {
  const result = reportRecord.safeParse(json);
  if (result.success) return result.data;
  throw new Error(`${source} is not a report's record:\n${z.prettifyError(result.error)}`);
}

/** Reads `reports/<name>.json`; throws an Error naming the file where it is missing or no record. */
export function readRecord(file: string): ReportRecord {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`Cannot read ${file}: ${(error as Error).message}`, { cause: error });
  }
  return parseRecord(json, file);
}
