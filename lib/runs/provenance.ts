import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findingLine } from '../datasets/gate/reading';
import type { FaceSet, Reading } from '../landmarks/face';
import { isOnGpu } from '../ops/backend';
import { tf } from '../ops/tensorflow';
import { root } from '../paths';

/** Data of a run or report. */
const dataset = z.object({
  title: z.string(),
  /** Synthetic instead of photographed. */
  generated: z.boolean(),
  /** Whether it is somebody's own data, whose license is not known. */
  own: z.boolean().optional(),
  /** SHA-256, see FaceSet. */
  checksum: z.string(),
  /** Number of faces in each part. */
  training: z.int(),
  validation: z.int(),
  split: z.string(),
  /** Faces that were read, and that should have been, with what was left out or is in doubt. */
  reading: z.object({ read: z.int(), expected: z.int(), findings: z.array(z.string()) }).optional(),
});

/** What a result was computed from and on, as kept in records and reports. */
export const provenanceSchema = z.object({
  /** Git commit, null outside a repository. */
  revision: z.string().nullable(),
  /** Whether the files differed from that commit. */
  dirty: z.boolean(),
  node: z.string(),
  tensorflow: z.string(),
  packages: z.record(z.string(), z.string()),
  device: z.enum(['cpu', 'gpu']),
  processor: z.string(),
  cores: z.int(),
  memoryGB: z.number(),
  platform: z.string(),
  dataset,
  seeds: z.array(z.int()),
  started: z.iso.datetime(),
  seconds: z.number().nonnegative(),
});

/** What a result was computed from and on. */
export type Provenance = z.infer<typeof provenanceSchema>;

/** The data that a result is about. */
export interface DataSummary {
  readonly set: Pick<FaceSet, 'title' | 'generated' | 'own' | 'checksum' | 'reading'>;
  /** Number of training and validation faces. */
  readonly training: number;
  readonly validation: number;
  /** How the faces were split, e.g. `by person`. */
  readonly split: string;
}

/**
 * Everything needed to reproduce a result. The time counts from the start of this process.
 *
 * @param data The data of the result.
 * @param seeds The seeds of its runs.
 */
export const gatherProvenance = ({ set, ...counts }: DataSummary, seeds: readonly number[]): Provenance => ({
  ...gatherEnvironment(),
  dataset: {
    title: set.title,
    generated: set.generated,
    ...(set.own && { own: true }),
    checksum: set.checksum,
    ...counts,
    ...(set.reading && { reading: readingRecord(set.reading) }),
  },
  seeds: [...seeds],
});

/** Code, software and machine. The time counts from the start of this process. */
export function gatherEnvironment(): Omit<Provenance, 'dataset' | 'seeds'> {
  const processors = cpus();
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  return {
    ...repositoryState(),
    node: process.versions.node,
    tensorflow: binding.TF_Version,
    packages: packageVersions(),
    device: isOnGpu() ? 'gpu' : 'cpu',
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGB: Math.round(totalmem() / 1e8) / 10,
    platform: `${process.platform} ${release()} ${process.arch}`,
    started: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    seconds: process.uptime(),
  };
}

const readingRecord = ({ read, expected, findings }: Reading) => ({
  read,
  expected,
  findings: findings.map((finding) => `${finding.kind}: ${findingLine(finding)}`),
});

/** The commit that is checked out, null outside a repository, and whether files differ from it. */
export function repositoryState(): { revision: string | null; dirty: boolean } {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return { revision: git('rev-parse', 'HEAD'), dirty: git('status', '--porcelain') !== '' };
  } catch {
    return { revision: null, dirty: false };
  }
}

/** Installed versions of the packages that the project depends on at run time. */
function packageVersions(): Record<string, string> {
  const read = (file: string) => JSON.parse(readFileSync(join(root(), file), 'utf8')) as Record<string, unknown>;
  const names = Object.keys(read('package.json').dependencies as object).filter((name) => !name.startsWith('@types/'));
  return Object.fromEntries(names.map((name) => [name, String(read(`node_modules/${name}/package.json`).version)]));
}
