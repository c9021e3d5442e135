import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone } from '../../scripts/set-up/lock.mjs';
import { temporaryFolder } from './temporary-folder';

describe('alone', () => {
  const folder = temporaryFolder();
  const lock = (): string => join(folder(), 'lock');

  it('lets one process work at a time', async () => {
    const log = join(folder(), 'log');
    const script = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout } from 'node:timers/promises';
      import { alone } from ${JSON.stringify(pathToFileURL(join(process.cwd(), 'scripts/set-up/lock.mjs')).href)};
      await alone(${JSON.stringify(lock())}, async () => {
        appendFileSync(${JSON.stringify(log)}, 'begin ');
        await setTimeout(100);
        appendFileSync(${JSON.stringify(log)}, 'end ');
      });`;
    const start = () => spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    const codes = await Promise.all([start(), start(), start()].map((child) => once(child, 'close')));
    assert.deepEqual(codes.flat(), [0, null, 0, null, 0, null]);
    assert.equal(readFileSync(log, 'utf8'), 'begin end begin end begin end ');
    assert.ok(!existsSync(lock()));
  });

  it('takes over from a process that died', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(lock(), String(dead));
    assert.equal(await alone(lock(), () => Promise.resolve('done')), 'done');
    assert.ok(!existsSync(lock()));
  });

  it('lets go when the work fails', async () => {
    await assert.rejects(
      alone(lock(), () => Promise.reject(new Error('no network'))),
      /no network/,
    );
    assert.ok(!existsSync(lock()));
  });
});
