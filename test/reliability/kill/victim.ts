import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** What is killed: the process with all its children, or the process alone. */
export type Target = 'group' | 'parent';

/** Milliseconds that the children of a killed process have to end, on a busy machine as well. */
const PATIENCE = 30_000;

/** Milliseconds after which a process that should have ended counts as hung. */
const HUNG = 240_000;

/** A process, with those that it starts, that writes to one folder only, by which they are recognized. */
export class Victim {
  /** What it has said so far, one line each. */
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;
  private errors = '';

  /**
   * Starts it.
   *
   * @param args Arguments of Node.js.
   * @param folder Its cache.
   * @param onLine Called when it has said something.
   * @param patience Milliseconds that the children have to end when it has been killed.
   */
  constructor(
    args: readonly string[],
    private readonly folder: string,
    onLine?: () => void,
    private readonly patience = PATIENCE,
  ) {
    const env = { ...process.env, FACES_CACHE: folder, FACES_DATA: `${folder}/none`, FACES_DOWNLOAD: '0' };
    this.child = spawn(process.execPath, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.on('data', (text: Buffer) => {
      this.lines.push(...text.toString().split('\n').filter(Boolean));
      onLine?.();
    });
    this.child.stderr!.on('data', (text: Buffer) => (this.errors += text.toString()));
    this.ended = once(this.child, 'close');
  }

  /**
   * Waits for its end.
   *
   * @throws Error with what it said, if it failed or hung.
   */
  async end(): Promise<void> {
    const isHung = await Promise.race([this.ended.then(() => false), pause(HUNG, true, { ref: false })]);
    if (isHung) await this.kill('group');
    if (isHung || this.child.exitCode !== 0) throw new Error(isHung ? 'it hung' : this.errors || 'it failed');
  }

  /** Waits until it has said something, or has ended. */
  async untilSaid(what: RegExp): Promise<void> {
    while (this.isRunning && !this.lines.some((line) => what.test(line))) await pause(5);
  }

  /** Whether it is still running. */
  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /**
   * Kills it.
   *
   * @returns How many of its children were still there long after it; they are killed, too.
   */
  async kill(target: Target): Promise<number> {
    const { pid } = this.child;
    process.kill(target === 'group' ? -pid! : pid!, 'SIGKILL');
    for (const begin = Date.now(); Date.now() - begin < this.patience; await pause(50)) {
      if (processesOf(this.folder).length === 0) break;
    }
    const orphans = processesOf(this.folder);
    for (const orphan of orphans) process.kill(orphan, 'SIGKILL');
    await this.ended;
    return orphans.length;
  }
}

/**
 * The running processes whose cache is in a folder.
 *
 * @returns Their numbers.
 */
export function processesOf(folder: string): number[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => environmentOf(pid).includes(`FACES_CACHE=${folder}`));
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
