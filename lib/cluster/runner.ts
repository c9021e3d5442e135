import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { UserError } from '../errors';
import { checksumOf } from '../files';
import { count } from '../format';
import { notice } from '../notices';
import { endedEarly, ProcessError } from '../processes/error';
import type { TaskOptions } from '../processes/pool';
import { weightsFile } from '../runs/run';
import type { RunSpec } from '../runs/run';
import type { Runner } from '../runs/runner';
import { lockOf, readRun, removeRun, writeRun } from '../runs/store';
import type { RunMessage, RunTask } from '../runs/task';
import { readableSize } from '../system/file-errors.mjs';
import { removeParts } from '../system/files.mjs';
import { alone } from '../system/lock.mjs';
import { clusterAddress } from './address';
import { Driver } from './driver';
import type { Answer, Needs, Outcome } from './driver';
import { jobMaker, nodeSetUp } from './job';
import type { Job } from './job';
import { decodeMessage } from './node-task';
import type { NodeResult } from './node-task';

/**
 * Runs on a Ray cluster: each has a slot of its cores and memory. Checkpoints and results travel to the store of this
 * machine; a run whose node is lost goes on elsewhere from its last checkpoint.
 */
export class RayRunner implements Runner {
  private readonly jobOf: (spec: RunSpec) => Omit<Job, 'force'>;

  private constructor(
    private readonly driver: Driver,
    private readonly needs: Needs,
  ) {
    this.jobOf = jobMaker(nodeSetUp());
  }

  /**
   * Connects to a cluster.
   *
   * @param on See `clusterAddress`.
   * @param needs What each run needs of a node.
   * @param signal Ends the connecting.
   * @throws ParameterError for an address of another form; UserError when the cluster cannot be used; the signal's reason.
   * @example const runner = await RayRunner.connect('ray://head:10001', nose);
   */
  static async connect(on: string, needs: Needs, signal?: AbortSignal): Promise<RayRunner> {
    const address = clusterAddress(on);
    const driver = await Driver.start(address, needs, signal);
    const runner = new RayRunner(driver, needs);
    if (runner.slots > 0) return runner;
    await driver.end();
    const nodes = driver.nodes
      .map(([cores, memory]) => `${count(cores, 'core')} and ${readableSize(memory)}`)
      .join('; ');
    throw new UserError(
      `No node of the cluster is large enough: a run needs ${count(needs.threads, 'core')} and ` +
        `${readableSize(needs.memory * 2 ** 20)} of memory, and the nodes have ${nodes}.`,
    );
  }

  /** Number of nodes at the beginning. */
  get nodes(): number {
    return this.driver.nodes.length;
  }

  /** Runs that these nodes can do at a time. */
  get slots(): number {
    const { threads, memory } = this.needs;
    const slotsOf = ([cores, bytes]: readonly [number, number]): number =>
      Math.floor(Math.min(cores / threads, bytes / (memory * 2 ** 20)));
    return this.driver.nodes.reduce((sum, node) => sum + slotsOf(node), 0);
  }

  /** As `Runner` says. The run's lock is held here, also while the run waits for a node. */
  async run({ spec, force }: RunTask, { signal, onMessage }: TaskOptions<RunMessage>): Promise<void> {
    const onWait = (pid: number) => notice(`${spec.label}: process ${pid} has this run. Waiting for its result.`);
    const work = async (): Promise<void> => {
      if (force) removeRun(spec);
      else if (readRun(spec)) return;
      // What a driver that was killed has left half written.
      removeParts(spec.folder);
      signal?.throwIfAborted();
      const stop = (): void => this.driver.stop(spec.key);
      signal?.addEventListener('abort', stop);
      const told = withoutRepeats(onMessage);
      try {
        const job = { ...this.jobOf(spec), force };
        const answer = await this.driver.do(job, (one) => tell(spec, one, told));
        keepResult(spec, resultOf(answer, signal));
        this.driver.kept(spec.key);
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    };
    await alone(lockOf(spec), work, { onWait, ...(signal && { signal }) });
  }

  /** Leaves the cluster. */
  end(): Promise<void> {
    return this.driver.end();
  }
}

function tell(
  spec: RunSpec,
  { messages = [], notices = [], lost }: Answer,
  onMessage: (one: RunMessage) => void,
): void {
  if (lost !== undefined) notice(`${spec.label}: its node was lost. It goes on elsewhere from its last checkpoint.`);
  for (const text of notices) notice(text);
  for (const message of messages) onMessage(decodeMessage(message));
}

/** A run that is resumed on another node reports the epochs of its checkpoint again. */
function withoutRepeats(onMessage: TaskOptions<RunMessage>['onMessage']): (message: RunMessage) => void {
  let last = 0;
  return (message) => {
    if (message.kind === 'epoch' && message.record.epoch <= last) return;
    if (message.kind === 'epoch') last = message.record.epoch;
    onMessage?.(message);
  };
}

/**
 * What a run has left.
 *
 * @throws ProcessError when it has failed; the signal's reason when it was stopped.
 */
function resultOf({ outcome, node }: { outcome: Outcome; node?: string }, signal?: AbortSignal): NodeResult {
  const where = node ? `Node ${node}: ` : '';
  if (outcome.kind === 'result') return outcome.result;
  if (outcome.kind === 'failure') throw new ProcessError(where + outcome.text, outcome.crashed);
  if (outcome.kind === 'ended') {
    const signals = Object.entries(constants.signals);
    const killedBy = signals.find(([, number]) => number === -outcome.status)?.[0] ?? null;
    const { message, crashed } = endedEarly(outcome.status, killedBy, outcome.output);
    throw new ProcessError(where + message, crashed);
  }
  if (signal?.reason instanceof Error) throw signal.reason;
  throw new DOMException('The run was stopped.', 'AbortError');
}

/** Stores a result whose weights have arrived already. */
function keepResult(spec: RunSpec, { result, weightsSha256 }: NodeResult): void {
  const weights = weightsFile(spec);
  if (checksumOf(readFileSync(weights)) !== weightsSha256) {
    throw new ProcessError(`${weights} was damaged on its way from a node. Run the same command again.`);
  }
  writeRun({ ...result, ...spec, weights });
}
