import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import type { FaceSet } from '../landmarks/face';
import { tf } from '../ops/tensorflow';
import type { Provenance } from '../report/record';

/** The data a report is about. */
export interface ReportData {
  readonly set: Pick<FaceSet, 'title' | 'generated' | 'checksum'>;
  /** Number of faces that were learned from, and measured on. */
  readonly training: number;
  readonly validation: number;
  /** How the two were told apart, in words. */
  readonly split: string;
}

/** All that must be known to get the same figures again; time counts from the start of this process. */
export function gatherProvenance({ set, ...counts }: ReportData, seeds: readonly number[]): Provenance {
  const processors = cpus();
  const backend = tf.backend() as unknown as { binding: { TF_Version: string }; isUsingGpuDevice: boolean };
  return {
    ...repositoryState(),
    node: process.versions.node,
    tensorflow: backend.binding.TF_Version,
    packages: packageVersions(),
    device: backend.isUsingGpuDevice ? 'gpu' : 'cpu',
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGB: Math.round(totalmem() / 1e8) / 10,
    platform: `${process.platform} ${release()} ${process.arch}`,
    dataset: { title: set.title, generated: set.generated, checksum: set.checksum, ...counts },
    seeds: [...seeds],
    started: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    seconds: process.uptime(),
  };
}

/** The commit the project's files are at, and whether they were changed since; null outside a repository. */
export function repositoryState(): { revision: string | null; dirty: boolean } {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return { revision: git('rev-parse', 'HEAD'), dirty: git('status', '--porcelain') !== '' };
  } catch {
    return { revision: null, dirty: false };
  }
}

/** Versions of the packages that the project depends on at run time, as installed. */
function packageVersions(): Record<string, string> {
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const names = Object.keys(read('package.json').dependencies as object).filter((name) => !name.startsWith('@types/'));
  return Object.fromEntries(names.map((name) => [name, String(read(`node_modules/${name}/package.json`).version)]));
}
