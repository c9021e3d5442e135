// Changes files and reads them, in a process of its own: a reader may hang, use up the memory, or end the process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setNoticeDisplay } from '../../../lib/notices';
import { Random } from '../../../lib/random';
import { judge } from './judge';
import type { Outcome } from './judge';
import { loaders } from './loaders';
import { mutate } from './mutate';

/** What a worker is told: a reader, and which of its changed files. */
export interface FuzzTask {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

/** What came of one changed file. */
export interface FuzzReply {
  readonly index: number;
  readonly how: string;
  /** One of the outcomes, or words about a fault. */
  readonly outcome?: Outcome;
  readonly fault?: string;
}

/** A reader may not need more memory than this for a file of a few kilobytes, in MB. */
const MOST_MEMORY = 400;

async function fuzz({ name, from, to, seed }: FuzzTask, reply: (reply: FuzzReply) => void): Promise<void> {
  // In a folder of the cache, and with a new name each time, nothing is known about the files before.
  const folder = mkdtempSync(join(tmpdir(), 'faces-fuzz-'));
  process.env.FACES_CACHE = join(folder, 'cache');
  setNoticeDisplay(() => undefined);
  const loader = await loaders[name]!(mkdtempSync(join(folder, 'files-')));
  const original = await loader.read(loader.content);
  const random = new Random(seed).split(name);
  for (let index = from; index < to; index++) {
    const { how, content } = mutate(loader.content, random.split(index), loader);
    reply({ index, how });
    const memory = peakMemory();
    const verdict = await judge(loader, content, original);
    const used = peakMemory() - memory;
    const fault = typeof verdict === 'string' ? undefined : verdict.fault;
    if (fault !== undefined) reply({ index, how, fault });
    else if (used > MOST_MEMORY) reply({ index, how, fault: `${Math.round(used)} MB of memory` });
    else reply({ index, how, outcome: verdict as Outcome });
  }
  rmSync(folder, { recursive: true, force: true });
}

/** The most memory that this process has had, in MB. */
const peakMemory = (): number => process.resourceUsage().maxRSS / 1024;

process.on('message', (task: FuzzTask) => {
  const reply = (content: FuzzReply): void => void process.send!(content);
  fuzz(task, reply).then(
    () => process.disconnect(),
    (error: unknown) => {
      reply({ index: task.to - 1, how: 'nothing', fault: String((error as Error).stack) });
      process.disconnect();
    },
  );
});
