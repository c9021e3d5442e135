import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { identityOf } from '../../lib/system/identity.mjs';
import { alone, holderOf } from '../../lib/system/lock.mjs';
import { temporaryFolder } from '../environment';
import { failing } from './failing';
import { zombie } from './zombie';

const MODULE = JSON.stringify(pathToFileURL(join(__dirname, '../../lib/system/lock.mjs')).href);

describe('system/lock', function () {
  this.timeout(20_000);
  const folder = temporaryFolder();
  const lock = (): string => join(folder(), 'lock');
  const run = (lines: string) =>
    spawn(process.execPath, ['--input-type=module', '-e', `import { alone } from ${MODULE};\n${lines}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  it('lets one process work at a time, also over a dead lock', async () => {
    const log = join(folder(), 'log');
    writeFileSync(lock(), '1-1-before-the-last-start');
    const script = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout } from 'node:timers/promises';
      await alone(${JSON.stringify(lock())}, async () => {
        appendFileSync(${JSON.stringify(log)}, 'begin ');
        await setTimeout(100);
        appendFileSync(${JSON.stringify(log)}, 'end ');
      });`;
    const codes = await Promise.all([1, 2, 3, 4, 5].map(() => once(run(script), 'close')));
    assert.deepEqual(codes.flat(), Array(5).fill([0, null]).flat());
    assert.equal(readFileSync(log, 'utf8'), 'begin end '.repeat(5));
    assert.deepEqual(readdirSync(folder()), ['log']);
  });

  it('says once whom it waits for, and goes on when that process is killed', async () => {
    const holder = run(
      `await alone(${JSON.stringify(lock())}, () => new Promise(() => { console.log('held'); setInterval(() => 0, 1000); }));`,
    );
    await once(holder.stdout, 'data');
    assert.equal(holderOf(lock()), holder.pid);
    const told: number[] = [];
    const done = alone(lock(), () => Promise.resolve('done'), {
      onWait(pid) {
        told.push(pid);
        setTimeout(() => holder.kill('SIGKILL'), 500);
      },
    });
    assert.equal(await done, 'done');
    assert.deepEqual(told, [holder.pid]);
    assert.ok(!existsSync(lock()));
  });

  it('stops waiting on request', async () => {
    const stop = new AbortController();
    await alone(lock(), async () => {
      const second = alone(lock(), () => Promise.resolve(), { onWait: () => stop.abort(), signal: stop.signal });
      await assert.rejects(second, { name: 'AbortError' });
    });
    assert.ok(!existsSync(lock()));
  });

  it('lets go when the work fails, and when the process ends within it', async () => {
    await assert.rejects(
      alone(lock(), () => Promise.reject(new Error('no network'))),
      /no network/,
    );
    assert.ok(!existsSync(lock()));
    await once(run(`await alone(${JSON.stringify(lock())}, () => process.exit(0));`), 'close');
    assert.ok(!existsSync(lock()));
  });

  it('is not held by a dead process, a zombie, an earlier boot, or one that got the same number', async () => {
    const own = identityOf()!.split('-');
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const dead = await zombie();
    const contents = {
      'a process that has ended': [ended, ...own.slice(1)].join('-'),
      'a zombie': dead.identity,
      'an earlier boot': [own[0], own[1], '00000000-0000-0000-0000-000000000000'].join('-'),
      'another process with the same number': [1, 1, ...own.slice(2)].join('-'),
      'process 1, by its number alone': '1',
    };
    for (const [owner, content] of Object.entries(contents)) {
      writeFileSync(lock(), content);
      assert.equal(holderOf(lock()), undefined, owner);
      assert.equal(await alone(lock(), () => Promise.resolve('done')), 'done', owner);
      assert.deepEqual(readdirSync(folder()), [], owner);
    }
    dead.end();
  });

  it('names itself and leaves nothing where it cannot be made', async () => {
    for (const [name, code] of [
      ['writeFileSync', 'ENOSPC'],
      ['linkSync', 'EROFS'],
    ] as const) {
      await failing(name, code, () =>
        assert.rejects(
          alone(lock(), () => Promise.resolve()),
          { code, path: lock() },
        ),
      );
      assert.deepEqual(readdirSync(folder()), []);
    }
  });

  it('is not held by what is no identity: nothing, zeros, text, a folder', async () => {
    for (const content of ['', '\0'.repeat(40), 'garbled', '-1', '{"pid":1}']) {
      writeFileSync(lock(), content);
      assert.equal(await alone(lock(), () => Promise.resolve('done')), 'done', JSON.stringify(content));
      assert.deepEqual(readdirSync(folder()), []);
    }
    mkdirSync(lock());
    assert.equal(await alone(lock(), () => Promise.resolve('done')), 'done');
    // A process that was killed just while it took over.
    writeFileSync(lock(), '');
    writeFileSync(`${lock()}.break`, '');
    assert.equal(await alone(lock(), () => Promise.resolve('done')), 'done');
    assert.deepEqual(readdirSync(folder()), []);
    // Others that were killed just before and just after that.
    writeFileSync(`${lock()}.break`, '');
    writeFileSync(`${lock()}.4194304-1-.part`, '');
    assert.equal(await alone(lock(), () => Promise.resolve('done')), 'done');
    assert.deepEqual(readdirSync(folder()), []);
  });
});
