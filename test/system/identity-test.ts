import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commandLineOf, identityOf, isRunning, parentOf } from '../../lib/system/identity.mjs';
import { zombie } from './zombie';

describe('system/identity', () => {
  it('names this process, its parent and their command lines', () => {
    const [pid, start, ...boot] = identityOf()!.split('-');
    assert.equal(Number(pid), process.pid);
    assert.ok(Number(start) > 0);
    assert.equal(boot.join('-'), readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
    assert.equal(parentOf(process.pid), process.ppid);
    assert.equal(commandLineOf(process.pid)[0], process.argv0);
    assert.ok(isRunning(identityOf(process.ppid)!));
  });

  it('knows nobody by a number that is free', () => {
    assert.equal(identityOf(2 ** 22 + 1), undefined);
    assert.equal(parentOf(2 ** 22 + 1), 0);
    assert.deepEqual(commandLineOf(2 ** 22 + 1), []);
    for (const text of ['', '-', '0', '-1-1-1', 'x', `${process.pid}`]) assert.equal(isRunning(text), false, text);
  });

  it('does not take a zombie for a running process', async () => {
    const dead = await zombie();
    const pid = Number(dead.identity.split('-')[0]);
    assert.doesNotThrow(() => process.kill(pid, 0), 'its number is still taken');
    assert.equal(isRunning(dead.identity), false);
    dead.end();
  });
});
