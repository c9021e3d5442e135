import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachePath } from '../../lib/paths';
import { readRun, removeRun, runsFolder, writeRun } from '../../lib/runs/store';
import { madeUpRun } from './made-up';

describe('runs/store', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'store-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('returns a run with the label of the sweep that asks for it', () => {
    const result = { ...madeUpRun({ label: 'default', changes: {} }, 1, 0.003), folder: join(folder, 'key') };
    assert.equal(readRun(result), undefined);
    writeRun(result);
    const stored = readRun({ ...result, label: 'another label' })!;
    assert.equal(stored.label, 'another label');
    assert.deepEqual(stored.metrics, result.metrics);
    assert.equal(stored.weights, join(folder, 'key', 'weights.safetensors'));
    removeRun(result);
    assert.equal(readRun(result), undefined);
  });

  it('keeps runs in the cache by default', () => {
    assert.equal(runsFolder(), cachePath('runs'));
  });
});
