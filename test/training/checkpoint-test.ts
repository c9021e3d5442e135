import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DataError } from '../../lib/errors';
import { encodeSafetensors } from '../../lib/networks/safetensors';
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from '../../lib/training/checkpoint';
import { HARM } from '../harm';

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
    assert.throws(
      () => readCheckpoint(file, 'another training'),
      (error) => error instanceof DataError && error.message.includes(file),
    );
  });

  for (const [what, harm] of Object.entries(HARM)) {
    it(`counts as none when it is ${what}`, () => {
      writeCheckpoint(file, checkpoint);
      harm(file);
      let told = 0;
      assert.equal(
        readCheckpoint(file, 'a training', () => told++),
        undefined,
      );
      assert.equal(told, existsSync(file) ? 1 : 0);
    });
  }

  for (const word of ['network/', 'a training']) {
    it(`counts as none when '${word}' in its header is changed`, () => {
      writeCheckpoint(file, checkpoint);
      const text = readFileSync(file, 'latin1');
      assert.ok(text.includes(word));
      writeFileSync(file, text.replace(word, word.replace('n', 'm')), 'latin1');
      assert.equal(readCheckpoint(file, 'a training'), undefined);
    });
  }

  it('counts as none when it is another safetensors file', () => {
    mkdirSync(join(folder, 'deeper'));
    const others: Record<string, string>[] = [{}, { identity: 'a training', progress: '{', sha256: '' }];
    for (const metadata of others) {
      writeFileSync(file, encodeSafetensors(new Map(), 'F32', metadata));
      assert.equal(readCheckpoint(file, 'a training'), undefined);
    }
  });
});
