import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { identityOf, isRunning } from '../../lib/system/identity.mjs';
import { spawnWithLifeline } from '../../lib/system/lifeline.mjs';

const MODULE = JSON.stringify(pathToFileURL(join(__dirname, '../../lib/system/lifeline.mjs')).href);
const IMPORT = `import { spawnWithLifeline, endWith, endWithNpm } from ${MODULE};`;

const node = (script: string, env: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '-e', `${IMPORT}\n${script}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });

/** The numbers that a process prints, one a line, as identities. */
async function identitiesFrom(child: ChildProcess, count: number): Promise<string[]> {
  let text = '';
  while (text.split('\n').length <= count) text += String((await once(child.stdout!, 'data'))[0]);
  return text
    .trim()
    .split('\n')
    .map((pid) => identityOf(Number(pid)) ?? assert.fail(`${pid} has ended already`));
}

async function ended(identities: readonly string[], seconds = 8): Promise<void> {
  for (let i = 0; i < 10 * seconds && identities.some(isRunning); i++) await pause(100);
  assert.deepEqual(identities.filter(isRunning), []);
}

/** A shell that starts a process of its own, prints both numbers, and waits. */
const FAMILY = 'sleep 100 & echo $$; echo $!; wait';

describe('system/lifeline', function () {
  this.timeout(20_000);

  it('gives a program its arguments, outputs and exit status', async () => {
    const child = spawnWithLifeline(
      '/bin/sh',
      ['-c', 'echo "$1" >&2; echo "$HOME"; exit 3', 'x', "two 'words' $HOME"],
      {
        env: { HOME: '/somewhere' },
      },
    );
    let text = '';
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part) => (text += String(part)));
    assert.deepEqual(await once(child, 'close'), [3, null]);
    assert.deepEqual(text.trim().split('\n').sort(), ['/somewhere', "two 'words' $HOME"]);
    assert.deepEqual(await once(spawnWithLifeline('no-such-program', []), 'exit'), [127, null]);
  });

  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
    it(`ends a program and its own children when the parent ends by ${signal}`, async () => {
      const parent = node(`
        const child = spawnWithLifeline('/bin/sh', ['-c', ${JSON.stringify(FAMILY)}]);
        child.stdout.pipe(process.stdout);`);
      const family = await identitiesFrom(parent, 2);
      parent.kill(signal);
      await ended(family);
    });
  }

  it('makes a program end that does not want to', async () => {
    const parent = node(`
      const child = spawnWithLifeline('/bin/sh', ['-c', 'trap "" TERM; echo $$; while :; do sleep 0.1; done']);
      child.stdout.pipe(process.stdout);`);
    const family = await identitiesFrom(parent, 1);
    parent.kill('SIGKILL');
    await ended(family, 10);
  });

  it('ends what a program leaves behind', async () => {
    const child = spawnWithLifeline('/bin/sh', ['-c', 'sleep 100 > /dev/null 2>&1 & echo $!']);
    await ended(await identitiesFrom(child, 1));
  });

  it('ends a program that shares the terminal', async () => {
    const parent = node(`spawnWithLifeline('/bin/sh', ['-c', 'echo $$; exec sleep 100'], { terminal: true });`);
    const family = await identitiesFrom(parent, 1);
    parent.kill('SIGKILL');
    await ended(family);
  });

  it('ends a process with another one', async () => {
    const other = spawn('sleep', ['100']);
    const follower = node(`endWith(${other.pid}); console.log(process.pid); setInterval(() => 0, 1000);`);
    const identities = await identitiesFrom(follower, 1);
    await pause(700);
    assert.ok(isRunning(identities[0]!));
    other.kill('SIGKILL');
    assert.deepEqual(await once(follower, 'exit'), [null, 'SIGTERM']);
  });

  it('ends a process with the npm that runs it, also through a shell', async () => {
    // An npm is recognized by its title, which it sets, or by its program.
    const script = `${IMPORT} endWithNpm(); console.log(process.pid); setInterval(() => 0, 1000);`;
    const npm = `
      import { spawn } from 'node:child_process';
      process.title = 'npm run sweep';
      spawn('/bin/sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, ${JSON.stringify(script)}], { stdio: 'inherit' });`;
    const parent = node(npm, { npm_lifecycle_event: 'sweep' });
    const identities = await identitiesFrom(parent, 1);
    await pause(700);
    assert.ok(isRunning(identities[0]!));
    parent.kill('SIGKILL');
    await ended(identities);
  });
});
