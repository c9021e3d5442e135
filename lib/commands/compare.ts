import { join } from 'node:path';
import { experiments } from '../experiments/all';
import { comparePage } from '../notebook/compare-page';
import { root } from '../paths';
import { writeFigurePage } from '../report/figure-page';
import { compareGroups } from '../runs/group-comparison';
import { groupText } from '../runs/group-text';
import { findRuns, withOtherSeeds } from '../runs/groups';
import type { RunGroup } from '../runs/groups';
import { shortKey } from '../runs/key';
import { runsFolder } from '../runs/store';
import { newCommand, runCommand } from './common/run-command';

/** `npm run compare -- 1f0e77ab 93c2d001 --seeds` */
const command = newCommand(
  'compare',
  'Compares runs with the first one: the parameters that differ, the error of each with its 95% interval, and a test. ' +
    'Writes reports/compare-KEY-KEY.html with the curves.',
)
  .usage('<key> <key> [more keys] [options]')
  .argument('<keys...>', 'Keys of runs, or their first digits (four or more). npm run sweep -- ... --list prints them.')
  .option('--seeds', 'Compare all seeds of the same parameters, not only the run with the key.')
  .addHelpText(
    'after',
    '\nWhere seeds and faces are the same, the test is paired by person, or by face; else it is ' +
      "Welch's t-test over the runs.\nSeveral comparisons are corrected by Holm's method.",
  )
  .action(compare);

async function compare(keys: string[], { seeds }: { seeds?: boolean }): Promise<void> {
  if (keys.length < 2) command.error('error: give the keys of two runs or more.');
  const folder = runsFolder();
  const groups: RunGroup[] = findRuns(keys, folder).map((run) => (seeds ? withOtherSeeds(run, folder) : [run]));
  const taken = groups.map((runs) => runs[0].key);
  const twice = keys.findIndex((_, i) => taken.indexOf(taken[i]!) !== i);
  if (twice >= 0) {
    command.error(`error: ${keys[twice]} is another seed of a run given before. Leave out --seeds to compare the two.`);
  }
  const comparison = await compareGroups(groups, (run) => experiments.find(({ name }) => name === run.experiment));
  const text = `npm run compare -- ${taken.join(' ')}${seeds ? ' --seeds' : ''}`;
  const name = `compare-${taken.map(shortKey).join('-')}${seeds ? '-seeds' : ''}`;
  const file = writeFigurePage(name.slice(0, 100), comparePage(comparison, text), join(root(), 'reports'));
  console.log(groupText(comparison));
  console.log(`\nPage         ${file}\nAll reports  reports/index.html`);
}

runCommand(command);
