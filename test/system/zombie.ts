import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf } from '../../lib/system/identity.mjs';

/** Makes a zombie: a process that has ended while its parent has not noticed. */
export async function zombie(): Promise<{ identity: string; end: () => void }> {
  // The shell starts a process and becomes another one, which never asks for the first.
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [output] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(output.toString());
  const identity = identityOf(pid);
  if (identity === undefined) throw new Error('It ended too soon.');
  while (identityOf(pid) !== undefined) await pause(50);
  return { identity, end: () => parent.kill() };
}
