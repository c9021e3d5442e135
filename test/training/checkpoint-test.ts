import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DataError } from '../../lib/errors';
import { encodeSafetensors } from '../../lib/networks/safetensors';
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from '../../lib/training/checkpoint';

const checkpoint = {
  identity: 'a training',
  progress: { epochs: [{ loss: 0.1 + 0.2 }], text: 'ä"\n' },
  arrays: {
    network: { 'conv.weight': Float32Array.of(1, 1 / 3, -1e-30), 'a/b': Float32Array.of(NaN) },
    optimizer: { steps: Float32Array.of(7) },
  },
};

describe('checkpoint', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
    file = join(folder, 'deeper', 'checkpoint');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const refused = (identity: string): void =>
    assert.throws(
      () => readCheckpoint(file, identity),
      (error) => error instanceof DataError && error.message.includes(file),
    );

  it('keeps everything exactly, replaces an earlier one and goes away', () => {
    assert.equal(readCheckpoint(file, 'a training'), undefined);
    writeCheckpoint(file, { ...checkpoint, progress: null });
    writeCheckpoint(file, checkpoint);
    assert.deepEqual(readCheckpoint(file, 'a training'), checkpoint);
    removeCheckpoint(file);
    removeCheckpoint(file);
    assert.ok(!existsSync(file));
  });

  it('of another training is refused', () => {
    writeCheckpoint(file, checkpoint);
    refused('another training');
  });

  it('is refused when it is damaged, or something else', () => {
    writeCheckpoint(file, checkpoint);
    const bytes = readFileSync(file);
    const contents = [
      bytes.subarray(0, bytes.length - 4),
      'something else',
      encodeSafetensors(new Map(), 'F32'),
      encodeSafetensors(new Map(), 'F32', { identity: 'a training', progress: '{' }),
    ];
    for (const content of contents) {
      writeFileSync(file, content);
      refused('a training');
    }
  });
});
