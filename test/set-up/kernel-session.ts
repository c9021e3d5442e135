import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Reply {
  readonly status: 'ok' | 'error';
  readonly stdout: string;
  readonly stderr: string;
  /** By MIME type. */
  readonly displays: readonly Record<string, string>[];
  readonly seconds: number;
}

/** A kernel as Jupyter starts it, in a session of its own. */
export class KernelSession {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #complaint = '';

  constructor() {
    // In another folder than the root, as Jupyter does.
    this.#process = spawn('../.venv/bin/python', ['../test/set-up/kernel-client.py'], { cwd: 'notebooks' });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaint += text));
  }

  /** Runs a cell to its end; `interrupt` gives the seconds after which it is interrupted. */
  async run(code: string, interrupt?: number): Promise<Reply> {
    this.#process.stdin.write(`${JSON.stringify({ code, interrupt })}\n`);
    const { value, done } = (await this.#lines.next()) as IteratorResult<string, undefined>;
    assert.ok(!done, `The kernel's client ended: ${this.#complaint}`);
    return JSON.parse(value) as Reply;
  }

  async close(): Promise<void> {
    this.#process.stdin.end();
    await once(this.#process, 'close');
  }
}
