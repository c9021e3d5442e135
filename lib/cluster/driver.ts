import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { UserError } from '../errors';
import { cachePath, root } from '../paths';
import { pythonPackages } from '../python-packages';
import type { PythonEnvironment } from '../python-packages';
import type { Experiment } from '../runs/experiment';
import type { Job } from './job';
import type { NodeResult } from './node-task';

/** How a run on a cluster ended. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: NodeResult }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failure'; readonly text: string; readonly crashed?: boolean }
  | { readonly kind: 'ended'; readonly status: number; readonly output: string };

/** What the driver says of a run. */
export interface Answer {
  readonly run: string;
  readonly messages?: readonly string[];
  readonly notices?: readonly string[];
  /** How often it has lost its node, when it just has. */
  readonly lost?: number;
  readonly outcome?: Outcome;
  /** The node that it was on. */
  readonly node?: string;
}

/** What an experiment's runs need of a node. */
export type Needs = Pick<Experiment, 'threads' | 'memory'>;

/** Cores and bytes of memory of each node. */
export type Nodes = readonly (readonly [cores: number, memory: number])[];

/**
 * Ray, which is installed when it is first asked for.
 *
 * @throws UserError when it cannot be installed.
 */
export const rayPackages = (): Promise<PythonEnvironment> =>
  pythonPackages({
    name: 'Ray',
    purpose: 'for --on (90 MB to download, 230 MB on the disk)',
    instead: 'leave out --on, which does the runs on this machine',
  });

/** What nodes need not have, in the words of .gitignore, which Ray follows as well. */
const LEFT_OUT = ['.git', 'node_modules', '.venv', '/.cache', '/data', '/reports', '.runs'];

/** Characters of the driver's error output that a message repeats. */
const KEPT = 2000;

/** On a busy head node, Ray's server for a new client may end while it starts; another one is started then. */
const PASSING = /Starting Ray client server failed/;
const TRIES = 3;

/** The process that hands runs to Ray, `driver.py`. It ends with this process. */
export class Driver {
  /** The nodes at the beginning; others may come. */
  nodes: Nodes = [];
  /** Rejected when the process has ended. */
  readonly failed: Promise<never>;
  private readonly listeners = new Map<string, (answer: Answer) => void>();
  private said = '';

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly address: string,
    onReady: (nodes: Nodes) => void,
  ) {
    child.stderr.on('data', (text: Buffer) => (this.said = (this.said + text.toString()).slice(-KEPT)));
    // What cannot be written any more, the end of the process tells.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer | { readonly ready: { readonly nodes: Nodes } };
      if ('ready' in answer) onReady(answer.ready.nodes);
      else this.listeners.get(answer.run)?.(answer);
    });
    this.failed = new Promise((_, reject) => {
      child.on('error', (error) => reject(new UserError(`Ray could not be started: ${error.message}`)));
      child.on('close', () => reject(new UserError(this.complaint())));
    });
    this.failed.catch(() => undefined);
  }

  /**
   * Installs Ray if needed, and connects to a cluster, which gets a copy of the project's folder.
   *
   * @param address From `clusterAddress`.
   * @param needs What each run needs of a node.
   * @param signal Ends the connecting.
   * @throws UserError when Ray cannot be installed, or the cluster cannot be reached; the signal's reason.
   */
  static async start(address: string, needs: Needs, signal?: AbortSignal): Promise<Driver> {
    for (let tries = 1; ; tries++) {
      try {
        return await Driver.connect(address, needs, signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (tries === TRIES || !PASSING.test((error as Error).message)) throw error;
      }
    }
  }

  private static async connect(address: string, { threads, memory }: Needs, signal?: AbortSignal): Promise<Driver> {
    const { python, packages } = await rayPackages();
    signal?.throwIfAborted();
    // Seconds that Ray waits for its own start; half a minute, its default, is too short for a busy machine.
    const wait = { RAY_raylet_start_wait_time_s: '180' };
    const own = { PYTHONPATH: packages, PYTHONNOUSERSITE: '1', PYTHONDONTWRITEBYTECODE: '1' };
    const env = { ...wait, ...process.env, ...own };
    // In a process group of its own: Ctrl-C reaches this process alone, and the end of its input ends the other one.
    const child = spawn(python, [join(__dirname, 'driver.py')], { env, detached: true });
    let driver: Driver;
    const ready = new Promise<Nodes>((resolve) => (driver = new Driver(child, address, resolve)));
    // Drivers of the same store on the same machine know of each other.
    const namespace = `facial-keypoints ${hostname()} ${cachePath()}`;
    driver!.tell({
      connect: { address, folder: root(), leave: LEFT_OUT, namespace },
      needs: { CPU: threads, memory: memory * 2 ** 20 },
    });
    const stop = () => child.kill();
    signal?.addEventListener('abort', stop);
    driver!.nodes = await Promise.race([ready, driver!.failed]).finally(() => {
      signal?.removeEventListener('abort', stop);
    });
    return driver!;
  }

  /**
   * Does a run.
   *
   * @param job The run.
   * @param onAnswer Called with all that the driver says of it.
   * @returns The answer with its outcome.
   * @throws UserError when the cluster has gone.
   */
  async do(job: Job, onAnswer: (answer: Answer) => void): Promise<Answer & { readonly outcome: Outcome }> {
    const ended = new Promise<Answer & { readonly outcome: Outcome }>((resolve) => {
      this.listeners.set(job.run, (answer) => {
        onAnswer(answer);
        if (answer.outcome) resolve({ ...answer, outcome: answer.outcome });
      });
    });
    this.tell({ do: job });
    return Promise.race([ended, this.failed]).finally(() => this.listeners.delete(job.run));
  }

  /** Asks a run to stop; it ends as 'stopped', or otherwise if it is about to. */
  stop(run: string): void {
    this.tell({ stop: run });
  }

  /** Says that a run's result is stored: the cluster keeps a copy until then. */
  kept(run: string): void {
    this.tell({ kept: run });
  }

  /** Leaves the cluster. */
  async end(): Promise<void> {
    this.child.stdin.end();
    await this.failed.catch(() => undefined);
  }

  private tell(content: object): void {
    this.child.stdin.write(`${JSON.stringify(content)}\n`);
  }

  /** Why the process has ended; nobody has asked it to. */
  private complaint(): string {
    const words = this.said.trim();
    const where = this.address === 'local' ? 'Ray on this machine' : `the Ray cluster at ${this.address}`;
    if (this.nodes.length > 0) {
      return `The connection to ${where} was lost. Run the same command again to resume.\n${words}`;
    }
    return `Cannot connect to ${where}. ${adviceFor(this.address, words)}\n${words}`;
  }
}

function adviceFor(address: string, words: string): string {
  if (/mismatch/i.test(words)) {
    return 'Its nodes need the version of Ray in scripts/locks/ray.lock, and the same version of Python.';
  }
  if (address === 'local') return 'Ray says why. A busy machine may be too slow: then run the same command again.';
  if (address === 'auto') return 'Is this machine a node of one, begun with `ray start`?';
  return 'Is the address right, and does the head node run `ray start --head`?';
}
