import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
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
  readonly #closed: Promise<unknown>;
  #complaint = '';

  constructor() {
    // In another folder than the root, as Jupyter does.
    this.#process = spawn('../.venv/bin/python', ['../test/jupyter/kernel-client.py'], { cwd: 'notebooks' });
    this.#closed = once(this.#process, 'close');
    // A client that has ended says why when it is asked.
    this.#process.stdin.on('error', () => undefined);
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaint += text));
  }

  /** Runs a cell to its end; interrupts it when a display contains a text, or after it has written a file. */
  async run(code: string, interrupt?: { readonly display: string } | { readonly file: string }): Promise<Reply> {
    return this.#ask<Reply>({ code, interrupt });
  }

  async #ask<T>(request: object): Promise<T> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = (await this.#lines.next()) as IteratorResult<string, undefined>;
    assert.ok(!done, `The kernel's client ended: ${this.#complaint}`);
    return JSON.parse(value) as T;
  }

  /** What Tab offers at a place of a cell that is being written. */
  async complete(code: string, cursor: number): Promise<readonly string[]> {
    const { matches } = await this.#ask<{ matches: readonly string[] }>({ ask: 'complete', code, cursor });
    return matches;
  }

  /** The types of what Tab offers, by name. */
  async types(code: string, cursor: number): Promise<Readonly<Record<string, string>>> {
    interface Typed {
      readonly metadata: { readonly _jupyter_types_experimental?: readonly ({ text: string; type: string } | null)[] };
    }
    const { metadata } = await this.#ask<Typed>({ ask: 'complete', code, cursor });
    const typed = metadata._jupyter_types_experimental ?? [];
    return Object.fromEntries(typed.flatMap((one) => (one ? [[one.text, one.type]] : [])));
  }

  /** What Shift-Tab and hovering show at a place. */
  async inspect(code: string, cursor: number): Promise<string> {
    const { data } = await this.#ask<{ data: Record<string, string> }>({ ask: 'inspect', code, cursor });
    return data['text/plain'] ?? '';
  }

  async close(): Promise<void> {
    this.#process.stdin.end();
    await this.#closed;
  }
}
