import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { root, typescriptLoader } from '../../lib/paths';
import { parentOf } from '../../lib/system/identity.mjs';

/** What `work.ts` tells. */
type Line = { readonly seed: number; readonly epoch?: number; readonly seconds?: number; readonly end?: true };

/** A sweep in a process of its own, which is watched and may be killed. */
export class SweepProcess {
  /** Seeds of the runs that have ended. */
  readonly ended = new Set<number>();
  /** Durations of the epochs that each run has told of, by seed and epoch. */
  readonly epochs = new Map<number, Map<number, number>>();
  private readonly child: ChildProcess;
  private said = '';

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, ['--require', typescriptLoader(), join(__dirname, 'work.ts'), ...args], {
      cwd: root(),
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stderr!.on('data', (text: Buffer) => (this.said = (this.said + text.toString()).slice(-4000)));
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.note(JSON.parse(line) as Line));
  }

  /** Waits until something holds, or the process has ended. @throws Error when it has failed. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition() && this.child.exitCode === null) await pause(50);
    if (this.child.exitCode !== null && this.child.exitCode !== 0) throw new Error(`The sweep failed:\n${this.said}`);
  }

  /** Ends it and all that it has started, at once. */
  kill(): void {
    for (const pid of this.pids()) process.kill(pid, 'SIGKILL');
  }

  /** Lets it and all that it has started do nothing more, until it is killed. */
  freeze(): void {
    for (const pid of this.pids()) process.kill(pid, 'SIGSTOP');
  }

  private pids(): number[] {
    const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
    const own = this.child.pid!;
    return [own, ...all.filter((pid) => parentOf(pid) === own)];
  }

  private note({ seed, epoch, seconds, end }: Line): void {
    if (end) this.ended.add(seed);
    if (epoch === undefined) return;
    const epochs = this.epochs.get(seed) ?? new Map<number, number>();
    this.epochs.set(seed, epochs.set(epoch, seconds!));
  }
}
