import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Sets environment variables for every test of the surrounding `describe`, and restores them afterwards; undefined
 * unsets a variable.
 */
export function withEnvironment(variables: () => Readonly<Record<string, string | undefined>>): void {
  const before: Record<string, string | undefined> = {};
  beforeEach(() => {
    for (const [name, value] of Object.entries(variables())) {
      before[name] = process.env[name];
      set(name, value);
    }
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(before)) set(name, value);
  });
}

/** A folder for the tests of the surrounding `describe`, made before each of them and removed after it. */
export function temporaryFolder(): () => string {
  let folder: string;
  beforeEach(async () => (folder = await realpath(await mkdtemp(join(tmpdir(), 'faces-')))));
  afterEach(() => rm(folder, { recursive: true }));
  return () => folder;
}

/** Makes folders that are removed after all tests of the surrounding `describe`. */
export function temporaryFolders(): () => string {
  const folders: string[] = [];
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
  return () => {
    folders.push(mkdtempSync(join(tmpdir(), 'faces-')));
    return folders.at(-1)!;
  };
}

function set(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
