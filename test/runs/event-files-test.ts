import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventFiles, runEventFolder, writeStoredEvents } from '../../lib/runs/event-files';
import type { RunResult, RunSpec } from '../../lib/runs/run';
import { madeUpRecord } from '../figures/made-up';

const run = { experiment: 'nose', label: 'input 80/60, seed 1', key: '0123456789abcdef' } as RunSpec;

describe('runs/event-files', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'events-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** How many figures TensorBoard would find in the run's files, by the name of one of them. */
  const written = (): number =>
    readdirSync(runEventFolder(run, folder), { recursive: true })
      .map(String)
      .filter((file) => file.includes('tfevents'))
      .map((file) => readFileSync(join(runEventFolder(run, folder), file), 'latin1').split('mse/validation').length - 1)
      .reduce((sum, count) => sum + count, 0);

  it('starts the files of a run anew each time, so that no epoch occurs twice', () => {
    const { epochs } = madeUpRecord([0.3, 0.2, 0.1]);
    const first = eventFiles(folder);
    for (const epoch of epochs.slice(0, 2)) first.epoch(run, epoch);
    assert.equal(written(), 2);
    const again = eventFiles(folder);
    for (const epoch of epochs) again.epoch(run, epoch);
    assert.equal(written(), 3);
    assert.deepEqual(readdirSync(join(folder, 'nose')), ['input 80-60, seed 1 (0123)']);
  });

  it('writes finished runs, and keeps existing files', () => {
    const stored = { ...run, training: madeUpRecord([0.3, 0.2]) } as unknown as RunResult;
    writeStoredEvents([stored], folder);
    assert.equal(written(), 2);
    writeStoredEvents([{ ...stored, training: madeUpRecord([0.3]) }], folder);
    assert.equal(written(), 2);
  });
});
