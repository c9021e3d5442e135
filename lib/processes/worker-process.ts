import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root, typescriptLoader } from '../paths';
import type { Order, Reply } from './messages';

/** Characters of a process's error output that are kept. */
const ERROR_OUTPUT = 2000;

/** How a process ended; `error` if it could not even be started. */
export interface ProcessEnd {
  readonly status: number | null;
  readonly killedBy: NodeJS.Signals | null;
  /** The end of its error output. */
  readonly output: string;
  readonly error?: Error;
}

/** A process of a pool, whoever listens to it at the moment. */
export class WorkerProcess<Task, Result, Message> {
  /** Called with what the process says; set for each task. */
  onReply: ((reply: Reply<Message, Result>) => void) | undefined;
  /** Called when the process has ended. */
  onEnd: ((end: ProcessEnd) => void) | undefined;
  /** Settled when the process has ended. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private output = '';

  /** Starts it; the parameters are those of a `ProcessPool`. */
  constructor(module: string, threads: number | undefined) {
    this.child = fork(module, [], {
      cwd: root(),
      execArgv: module.endsWith('.ts') ? ['--require', typescriptLoader()] : [],
      // Bundles outside the project's folder find its packages by NODE_PATH.
      env: { ...process.env, NODE_PATH: join(root(), 'node_modules'), ...(threads && threadLimits(threads)) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.child.stderr?.on('data', (text: Buffer) => {
      this.output = (this.output + text.toString()).slice(-ERROR_OUTPUT);
    });
    this.child.on('message', (reply: Reply<Message, Result>) => this.onReply?.(reply));
    this.ended = new Promise((resolve) => {
      const end = (more: Omit<ProcessEnd, 'output'>): void => {
        this.onEnd?.({ ...more, output: this.output });
        resolve();
      };
      this.child.on('error', (error) => end({ status: null, killedBy: null, error }));
      this.child.on('close', (status, killedBy) => end({ status, killedBy }));
    });
  }

  /** Tells it something; nothing happens if it has ended. */
  order(order: Order<Task>): void {
    // What cannot be sent any more, the end of the process tells.
    if (this.child.connected) this.child.send(order, () => undefined);
  }

  /** Ends it, which must have nothing to do. */
  async end(): Promise<void> {
    // After a disconnection from this side, Node.js would not tell that the process has ended.
    this.order({ kind: 'end' });
    await this.ended;
  }
}

/**
 * Environment variables that limit TensorFlow to this number of cores: within an operation, and for the operations of a
 * graph that run side by side.
 */
export function threadLimits(threads: number): Record<string, string> {
  const count = String(threads);
  return { OMP_NUM_THREADS: count, TF_NUM_INTRAOP_THREADS: count, TF_NUM_INTEROP_THREADS: count };
}
