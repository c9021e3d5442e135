// Usage: npm run test:kill [-- --only NAMES --kills NUMBER --seed NUMBER]
// Kills trainings, sweeps and other work at random moments, calls each again, and compares what it leaves with undisturbed
// work, bit by bit. Without options, the counts go into reports/measured/reliability.json. The exit status is 1 after any fault.
import { parseArgs } from 'node:util';
import { showProgress } from '../../../lib/progress';
import { Random } from '../../../lib/random';
import { keepFigures } from '../figures';
import { serveArchive } from './archive';
import { Trial } from './trial';
import type { Tally } from './trial';
import { works } from './works';

/** Which work is killed how often. */
export interface KillPlan {
  readonly names?: readonly string[];
  /** Kills of each kind of work; by default those that the kinds say. */
  readonly kills?: number;
  readonly seed: number;
}

/**
 * Kills work at random moments.
 *
 * @returns What came of it, by the name of the work.
 */
export async function kill({ names = Object.keys(works), kills, seed }: KillPlan): Promise<Record<string, Tally>> {
  const { server, address } = await serveArchive();
  const countOf = (name: string): number => kills ?? works[name]!.kills;
  const total = names.reduce((sum, name) => sum + countOf(name), 0);
  const progress = showProgress('Killing', total, 'processes');
  const tallies: Record<string, Tally> = {};
  let done = 0;
  try {
    for (const name of names) {
      const trial = new Trial(works[name]!, address, new Random(seed).split(name));
      tallies[name] = trial.tally;
      while (trial.tally.kills < countOf(name)) {
        const faults = await trial.round(countOf(name) - trial.tally.kills, () => progress.update(++done));
        for (const fault of faults) console.error(`${name}, kill ${trial.tally.kills}: ${fault}`);
      }
      trial.dispose();
    }
  } finally {
    progress.stop();
    server.close();
  }
  return tallies;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, kills: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  const { only, kills, seed } = values;
  const tallies = await kill({
    ...(only !== undefined && { names: only.split(',') }),
    ...(kills !== undefined && { kills: Number(kills) }),
    seed: Number(seed),
  });
  for (const [name, { faults, ...counts }] of Object.entries(tallies)) {
    console.log(`${name}: ${JSON.stringify(counts)}${faults.length > 0 ? `, ${faults.length} faults` : ''}`);
    if (faults.length > 0) process.exitCode = 1;
  }
  if (only === undefined && kills === undefined) keepFigures('kills', { seed: Number(seed), work: tallies });
}

if (require.main === module) void main();
