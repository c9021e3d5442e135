import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHTS } from './run';
import type { RunRecord } from './run';

/** A finished run with its place in the store. */
export interface StoredRun extends RunRecord {
  readonly key: string;
  /** File with the trained weights. */
  readonly weights: string;
}

/**
 * The folder of all runs: `<key>/record.json`, `weights.safetensors` and, while it lasts, its checkpoint. The record is
 * written last and in one go, so a run either is there whole or is not there.
 */
export class RunStore {
  constructor(readonly folder: string) {}

  /** The folder of one run. */
  place(key: string): string {
    return join(this.folder, key);
  }

  /** The finished run under a key, if there is one. */
  read(key: string): StoredRun | undefined {
    const file = join(this.place(key), 'record.json');
    if (!existsSync(file)) return undefined;
    const record = JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
    return { ...record, key, weights: join(this.place(key), WEIGHTS) };
  }

  write(key: string, record: RunRecord): void {
    const file = join(this.place(key), 'record.json');
    mkdirSync(this.place(key), { recursive: true });
    writeFileSync(`${file}.part`, JSON.stringify(record));
    renameSync(`${file}.part`, file);
  }

  /** Forgets a run, its checkpoint too. */
  remove(key: string): void {
    rmSync(this.place(key), { recursive: true, force: true });
  }
}
