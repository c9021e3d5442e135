// Usage: npm run test:fuzz [-- --only NAMES --inputs NUMBER --seed NUMBER --index NUMBER]
// Changes valid files of every kind that is read, reads them, and counts what comes of it. Of as many files of a kind as by
// default, the counts go into reports/measured/reliability.json. The exit status is 1 after any fault.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { typescriptLoader } from '../../../lib/paths';
import { showProgress } from '../../../lib/progress';
import { keepFigures, readFigures } from '../figures';
import type { Outcome } from './judge';
import { loaders } from './loaders';
import type { FuzzReply, FuzzTask } from './worker';

/** What came of the changed files of one kind. */
export type FuzzTally = Record<Outcome | 'inputs', number> & { faults: string[] };

/** Changed files of each kind by default. */
const INPUTS = 200;

/** Milliseconds after which a reader counts as hung. */
const HUNG = 60_000;

/**
 * Reads changed files of one kind, in a process of their own.
 *
 * @param onDone Called after each file.
 */
export async function fuzz(task: FuzzTask, onDone?: () => void): Promise<FuzzTally> {
  const tally: FuzzTally = { inputs: 0, readEqual: 0, readOtherwise: 0, readWithDoubt: 0, refused: 0, faults: [] };
  let { from } = task;
  while (from < task.to) {
    from = await fuzzFrom({ ...task, from }, tally, onDone);
  }
  return tally;
}

/** Goes on until the end or the first file that ends the process. @returns The index of the file that follows. */
function fuzzFrom(task: FuzzTask, tally: FuzzTally, onDone?: () => void): Promise<number> {
  const child = fork(join(__dirname, 'worker.ts'), [], {
    execArgv: ['--require', typescriptLoader()],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let current: FuzzReply | undefined;
  let errors = '';
  child.stderr!.on('data', (text: Buffer) => (errors = (errors + text.toString()).slice(-1000)));
  let timer = setTimeout(() => child.kill('SIGKILL'), HUNG);
  const note = (reply: FuzzReply): void => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), HUNG);
    current = reply;
    const { index, how, outcome, fault } = reply;
    if (outcome === undefined && fault === undefined) return;
    tally.inputs++;
    if (fault === undefined) tally[outcome!]++;
    else tally.faults.push(`${task.name}, ${index} (${how}): ${fault}`);
    onDone?.();
  };
  child.on('message', note);
  child.send(task);
  return new Promise((resolve) =>
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      const index = current?.index ?? task.from;
      const isOpen = current === undefined || (current.outcome === undefined && current.fault === undefined);
      if (isOpen) {
        const end = `the process ended with ${signal ?? `the status ${status}`}. ${errors}`;
        note({ index, how: current?.how ?? '', fault: end });
        clearTimeout(timer);
      }
      resolve(index + 1);
    }),
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      inputs: { type: 'string' },
      seed: { type: 'string', default: '1' },
      index: { type: 'string' },
    },
  });
  const { only, inputs = String(INPUTS), seed, index } = values;
  const names = only?.split(';') ?? Object.keys(loaders);
  const from = Number(index ?? 0);
  const to = index === undefined ? Number(inputs) : from + 1;
  const progress = showProgress('Reading changed files', names.length * (to - from), 'files');
  const kinds: Record<string, Omit<FuzzTally, 'faults'> & { faults: number }> = {};
  let done = 0;
  for (const name of names) {
    const { faults, ...counts } = await fuzz({ name, from, to, seed: Number(seed) }, () => progress.update(++done));
    kinds[name] = { ...counts, faults: faults.length };
    console.log(`${name}: ${JSON.stringify(kinds[name])}${faults.map((fault) => `\n  FAULT: ${fault}`).join('')}`);
    if (faults.length > 0) process.exitCode = 1;
  }
  progress.stop();
  if (values.inputs !== undefined || index !== undefined || seed !== '1') return;
  const { kinds: earlier = {} } = readFigures('fuzz') as { kinds?: typeof kinds };
  keepFigures('fuzz', { seed: Number(seed), kinds: { ...earlier, ...kinds } });
}

if (require.main === module) void main();
