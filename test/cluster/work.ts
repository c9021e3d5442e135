// A sweep as a process of its own: work.ts RUNS EPOCHS [ADDRESS]. Its runs are stored in the folder FACES_CACHE.
import { RayRunner } from '../../lib/cluster/runner';
import type { SweepDisplay } from '../../lib/runs/progress';
import { sweep } from '../../lib/runs/sweep';
import { drawn } from './drawn';

/** One line of progress for the process that watches this one: JSON. */
const tell = (line: object): void => console.log(JSON.stringify(line));

const display: SweepDisplay = {
  begin: (todo) => tell({ begin: todo.length }),
  epoch: ({ parameters: { seed } }, { epoch, seconds }) => tell({ seed, epoch, seconds }),
  batch: () => undefined,
  end: ({ parameters: { seed } }) => tell({ seed, end: true }),
  fail: (_, reason) => console.error(reason),
  close: () => undefined,
};

async function main(): Promise<void> {
  const [runs = '1', epochs = '1', address] = process.argv.slice(2);
  const plan = { base: { epochs: Number(epochs) }, repeats: Number(runs) };
  if (address === undefined) return void (await sweep(drawn, plan, { display, processes: 2 }));
  const runner = await RayRunner.connect(address, drawn);
  try {
    await sweep(drawn, plan, { display, runner, processes: 2 * runner.slots });
  } finally {
    await runner.end();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
