import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { tensorBoard } from '../../lib/training/tensorboard';

describe('tensorBoard', () => {
  it("writes each figure of an epoch, as records of TensorFlow's event files", () => {
    const folder = mkdtempSync(join(tmpdir(), 'tensorboard-'));
    tensorBoard(join(folder, 'run'))({
      epoch: 3,
      learningRate: 1e-3,
      trainingLoss: 0.5,
      validationLoss: 0.25,
      trainingMse: 0.125,
      validationMse: 0.0625,
      seconds: 1,
      samplesPerSecond: 10,
    });
    const [file] = readdirSync(join(folder, 'run'));
    assert.match(file!, /tfevents/);
    const bytes = readFileSync(join(folder, 'run', file!));
    const records: string[] = [];
    // Length (8 bytes), its checksum (4), the event, its checksum (4).
    for (let at = 0; at < bytes.length;) {
      const length = Number(bytes.readBigUInt64LE(at));
      records.push(bytes.subarray(at + 12, at + 12 + length).toString('latin1'));
      at += 16 + length;
    }
    assert.match(records[0]!, /brain\.Event:2/);
    const value = Buffer.alloc(4);
    value.writeFloatLE(0.0625);
    const validation = records.find((record) => record.includes('mse/validation'));
    assert.ok(validation?.includes(value.toString('latin1')), 'the value is in its record');
    assert.equal(records.length, 7);
    rmSync(folder, { recursive: true });
  });
});
