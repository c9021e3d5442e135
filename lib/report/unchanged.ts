import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checksumOf, readSealed, writeCache } from '../files';
import type { FaceSet } from '../landmarks/face';
import { cachePath, libraryFolder, root } from '../paths';
import type { WrittenReport } from './make-report';
import { readRecord } from './record';

/** Everything that decides what is in a report. */
export interface ReportInputs {
  /** Path of the notebook. */
  readonly notebook: string;
  /** The command that makes it, with all parameters and options that change the page. */
  readonly command: string;
  readonly data: Pick<FaceSet, 'folder' | 'checksum' | 'generated'>;
}

const remembered = z.object({ html: z.string(), json: z.string(), checksum: z.string() });

/**
 * The key of a report: the notebook, all of `lib/`, the command, the data, and the versions of Node.js, TensorFlow and the
 * packages.
 *
 * @param inputs What the report is made from.
 * @returns 64 hexadecimal digits, which differ if anything differs.
 */
export function reportKey({ notebook, command, data }: ReportInputs): string {
  const library = readdirSync(libraryFolder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  // The stamp of the set-up names Node.js and the variant of TensorFlow.
  const others = ['package-lock.json', '.cache/set-up.json'].map((name) => join(root(), name)).filter(existsSync);
  const files = [notebook, ...others, ...library].map((file) => [file, checksumOf(readFileSync(file))]);
  const { folder, checksum, generated } = data;
  return checksumOf(JSON.stringify([files, process.version, command, folder, checksum, generated]));
}

/**
 * The report that was made under a key, if its files are still there.
 *
 * @param key From `reportKey`.
 * @returns Its paths and record; undefined if it must be made again.
 */
export function unchangedReport(key: string): WrittenReport | undefined {
  const { success, data } = remembered.safeParse(readSealed(placeOf(key)));
  if (!success || !existsSync(data.html) || !existsSync(data.json)) return undefined;
  // Another report of the same name may have taken its place.
  if (checksumOf(readFileSync(data.json)) !== data.checksum) return undefined;
  return { html: data.html, json: data.json, record: readRecord(data.json) };
}

/**
 * Notes that a report was made, for `unchangedReport`.
 *
 * @param key From `reportKey`, computed before the notebook ran.
 * @param report The report's files.
 */
export function rememberReport(key: string, { html, json }: WrittenReport): void {
  writeCache(placeOf(key), { html, json, checksum: checksumOf(readFileSync(json)) });
}

const placeOf = (key: string): string => cachePath('reports', `${key}.json`);
