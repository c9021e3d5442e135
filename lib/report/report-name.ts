import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isSynthetic, readRecord } from './record';
import type { ReportRecord } from './record';

/** Bytes; longer names are cut: file systems allow 255, and people read less. */
const LONGEST = 100;

/**
 * The name of a report's files. A full report, at its defaults, has its experiment's name. A trial never replaces one:
 * its name says how it differs. A report on the synthetic faces that stand in for missing photos gives way to a full
 * report on photos that is there already.
 *
 * @param record The report's record.
 * @param folder Where reports are.
 * @returns Without extension, e.g. `nose`, `nose-smoke`, `nose-learning-rate-5e-4-seed-7` or `nose-synthetic`.
 */
export function reportName(record: ReportRecord, folder: string): string {
  const { name, smoke, changes, provenance } = record;
  const own = [name, smoke && 'smoke', changes].filter(Boolean).join(' ');
  const base = fileName(own);
  const isStandIn = isSynthetic(provenance) && isOnPhotos(join(folder, `${base}.json`));
  return isStandIn ? `${base}-synthetic` : base;
}

/** Whether a report on photos is there; what cannot be read is kept as well. */
function isOnPhotos(json: string): boolean {
  if (!existsSync(json)) return false;
  try {
    return !isSynthetic(readRecord(json).provenance);
  } catch {
    return true;
  }
}

/** Words as a file's name; long ones end with a hash in place of their rest. */
function fileName(words: string): string {
  const name = words
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}.]+/gu, '-')
    .replace(/-$/, '');
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const letters = [...name];
  while (Buffer.byteLength(letters.join('')) > LONGEST - 9) letters.pop();
  return `${letters.join('')}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
