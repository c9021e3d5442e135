import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { UserError } from '../errors';
import { pythonPackages } from '../python-packages';
import type { SearchRange } from './range';

/** Parameters that Optuna suggests. */
export interface Trial {
  readonly number: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What came of a trial: its error, the errors up to where it was stopped early, or nothing where it failed. */
export interface TrialResult {
  readonly number: number;
  readonly error?: number;
  /** Epochs with the errors after them. */
  readonly steps?: readonly (readonly [epoch: number, error: number])[];
}

/** Characters of the driver's error output that a message repeats. */
const KEPT = 2000;

/**
 * Optuna's tree-structured Parzen estimator, in a Python process that `ask-tell.py` drives. The same seed, and the same
 * answers in the same order, give the same suggestions.
 *
 * @see J. Bergstra et al., 'Algorithms for Hyper-Parameter Optimization', NeurIPS, 2011; T. Akiba et al., 'Optuna', KDD,
 *   2019.
 * @example
 * const optuna = await Optuna.start({ learningRate: { kind: 'log', low: 1e-5, high: 1e-2, whole: false } }, 1);
 * const trials = await optuna.ask(4);
 */
export class Optuna {
  private readonly lines: AsyncIterator<string, undefined>;
  private said = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr.on('data', (text: Buffer) => (this.said = (this.said + text.toString()).slice(-KEPT)));
    // What cannot be written any more, the end of its output tells.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => (this.said = error.message));
  }

  /**
   * Installs Optuna if needed, and starts it. It ends with this process.
   *
   * @param ranges Where each parameter's values come from.
   * @param seed Of its random numbers.
   * @throws UserError when it cannot be installed or started.
   */
  static async start(ranges: Readonly<Record<string, SearchRange>>, seed: number): Promise<Optuna> {
    const { python, packages } = await pythonPackages({
      name: 'Optuna',
      purpose: 'for --search optuna',
      instead: 'use --search random:N, which needs no packages',
    });
    const env = { ...process.env, PYTHONPATH: packages, PYTHONNOUSERSITE: '1' };
    // In a process group of its own: Ctrl-C reaches this process alone, and the end of its input ends the other one.
    const optuna = new Optuna(spawn(python, [join(__dirname, 'ask-tell.py')], { env, detached: true }));
    await optuna.request({ ranges, seed });
    return optuna;
  }

  /** Suggests the parameters of some trials, which may run side by side. */
  ask(count: number): Promise<Trial[]> {
    return this.request({ ask: count }) as Promise<Trial[]>;
  }

  /** Learns what came of trials. */
  async tell(results: readonly TrialResult[]): Promise<void> {
    await this.request({ tell: results });
  }

  /** Ends the process. */
  end(): void {
    this.child.stdin.end();
  }

  private async request(content: object): Promise<unknown> {
    this.child.stdin.write(`${JSON.stringify(content)}\n`);
    const line: IteratorResult<string, undefined> = await this.lines.next();
    if (!line.done) return JSON.parse(line.value);
    throw new UserError(`Optuna ended unexpectedly:\n${this.said.trim()}`);
  }
}
