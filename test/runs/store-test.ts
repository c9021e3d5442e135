import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksumOf, writeSealed, writeWhole } from '../../lib/files';
import { cachePath } from '../../lib/paths';
import { checkpointFile } from '../../lib/runs/run';
import type { RunResult } from '../../lib/runs/run';
import { lockOf, readRun, removeRun, runsFolder, tidyRun, writeRun } from '../../lib/runs/store';
import { identityOf } from '../../lib/system/identity.mjs';
import { temporaryFolder } from '../environment';
import { HARM } from '../harm';
import { collectNotices } from '../notices';
import { madeUpRun } from './made-up';

describe('runs/store', () => {
  const folder = temporaryFolder();
  const notices = collectNotices();

  const stored = (): RunResult => {
    const own = join(folder(), 'key');
    const weights = join(own, 'weights.safetensors');
    const result = { ...madeUpRun({ label: 'default', changes: {} }, 1, 0.003), folder: own, weights };
    writeWhole(weights, 'many weights');
    writeRun(result);
    return result;
  };

  it('returns a run with the label of the sweep that asks for it', () => {
    const result = stored();
    const read = readRun({ ...result, label: 'another label' })!;
    assert.equal(read.label, 'another label');
    assert.deepEqual(read.metrics, result.metrics);
    assert.equal(read.weights, result.weights);
    removeRun(result);
    assert.equal(readRun(result), undefined);
    assert.deepEqual(notices, []);
  });

  for (const name of ['result.json', 'weights.safetensors']) {
    for (const [what, harm] of Object.entries(HARM)) {
      it(`counts a run as missing when its ${name} is ${what}`, () => {
        const result = stored();
        harm(join(result.folder, name));
        assert.equal(readRun(result), undefined);
        const isMissing = name === 'result.json' && what === 'deleted';
        const text = `${result.folder}: this stored run (default, seed 1) is damaged. It is trained again.`;
        assert.deepEqual(notices, isMissing ? [] : [text]);
        // As the next training does.
        stored();
        assert.equal(readRun(result)?.metrics.validationMse, 0.003);
      });
    }
  }

  it('counts a run as missing when its record is unreadable', () => {
    const result = { ...stored(), folder: join(folder(), 'other') };
    writeWhole(join(result.folder, 'result.json', 'inside'), '');
    assert.equal(readRun(result), undefined);
    assert.match(notices.join(), /damaged/);
  });

  it('has a value with its checksum in the sealed file, which is JSON', () => {
    const file = join(folder(), 'sealed.json');
    writeSealed(file, { a: 'ä"}' });
    const text = '{"a":"ä\\"}"}';
    assert.deepEqual(readdirSync(folder()), ['sealed.json']);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- reads JSON.
    assert.deepEqual(require(file), { sha256: checksumOf(text), content: { a: 'ä"}' } });
    writeFileSync(file, text);
  });

  it('keeps the checkpoint until the run is stored', () => {
    const result = stored();
    writeWhole(checkpointFile(result), 'all epochs');
    writeRun(result);
    assert.deepEqual(readdirSync(result.folder).sort(), ['result.json', 'weights.safetensors']);
  });

  it('removes what a process killed at its very end has left, and nothing that a running one needs', async () => {
    const result = stored();
    const leave = (owner: string): void => {
      writeFileSync(lockOf(result), owner);
      writeFileSync(checkpointFile(result), 'all epochs');
    };
    leave('1-1-before-the-last-start');
    await tidyRun(result);
    assert.ok(!existsSync(lockOf(result)) && !existsSync(checkpointFile(result)));
    leave(identityOf()!);
    await tidyRun(result);
    assert.ok(existsSync(lockOf(result)) && existsSync(checkpointFile(result)));
    assert.ok(readRun(result));
  });

  it('keeps runs in the cache by default, and their locks beside them', () => {
    assert.equal(runsFolder(), cachePath('runs'));
    assert.equal(lockOf({ folder: '/runs/key' }), '/runs/key.lock');
  });
});
