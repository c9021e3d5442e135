import { join } from 'node:path';
import { z } from 'zod';
import { count, fixed, list } from '../../format';
import { markdownTable, readMeasurements } from './markdown-table';

const number = z.number();

/** When and on what a harness was run. */
const measured = { date: z.iso.date(), node: z.string(), platform: z.string(), processor: z.string(), cores: z.int() };

const tally = z.object({
  kills: z.int(),
  comparisons: z.int(),
  whileTraining: z.int(),
  mostEpochsRepeated: z.int(),
  orphans: z.int(),
  filesLeft: z.int(),
  faults: z.array(z.string()),
});

const kind = z.object({
  inputs: z.int(),
  readEqual: z.int(),
  readOtherwise: z.int(),
  readWithDoubt: z.int(),
  refused: z.int(),
  faults: z.int(),
});

const threeCounts = z.tuple([z.int(), z.int(), z.int()]);

const schema = z.object({
  kills: z.object({ ...measured, work: z.record(z.string(), tally) }).optional(),
  fuzz: z.object({ ...measured, kinds: z.record(z.string(), kind) }).optional(),
  cluster: z
    .object({
      ...measured,
      runs: z.int(),
      starts: z.int(),
      startedAgain: z.int(),
      mostEpochsRepeated: z.int(),
      faults: z.array(z.string()),
    })
    .optional(),
  endurance: z
    .object({
      ...measured,
      training: z.object({ epochs: z.int(), tensors: z.array(z.int()).min(2), memorySlope: number }),
      sweep: z.object({ runs: z.int(), processes: threeCounts, openFiles: threeCounts, memorySlope: number }),
    })
    .optional(),
});

type Figures = z.infer<typeof schema>;
type Tally = z.infer<typeof tally>;
type Kind = z.infer<typeof kind>;

const HEAD = ['what is done', 'how often', 'what comes of it', 'command'];

/** Work whose kills stand in one row: what has epochs, and the rest. */
const TRAININGS = ['training', 'sweep'];

/**
 * What the harnesses of reliability have found, from `reports/measured/reliability.json`.
 *
 * @param root The project's folder.
 * @returns Markdown, a row for each harness that was run; undefined without any.
 * @throws DataError when the file is not valid.
 */
export function reliabilityTable(root: string): string | undefined {
  const figures = readMeasurements(join(root, 'reports/measured/reliability.json'), schema);
  const rows = figures ? [killRows, clusterRows, fuzzRows, enduranceRows].flatMap((rowsOf) => rowsOf(figures)) : [];
  if (rows.length === 0) return undefined;
  return `${markdownTable(HEAD, rows)}\n\n${measuredOn(figures!)}`;
}

function killRows({ kills }: Figures): string[][] {
  if (!kills) return [];
  const entries = Object.entries(kills.work);
  const part = (isTraining: boolean): Tally[] =>
    entries.filter(([name]) => TRAININGS.includes(name) === isTraining).map(([, one]) => one);
  const row = (title: string, tallies: readonly Tally[], epochs: string): string[] => {
    const sum = (key: Exclude<keyof Tally, 'faults'>): number => tallies.reduce((total, one) => total + one[key], 0);
    const faults = tallies.reduce((total, one) => total + one.faults.length, 0);
    const same = `${count(sum('comparisons'), 'comparison')} with undisturbed work, bit by bit: ${count(faults, 'fault')}`;
    const left = `${epochs}${count(sum('orphans'), 'process', 'processes')} and ${count(sum('filesLeft'), 'file')} left behind`;
    return [title, fixed(sum('kills'), 0), `${same}; ${left}`, '`npm run test:kill`'];
  };
  const within = part(true).reduce((total, one) => total + one.whileTraining, 0);
  const most = Math.max(0, ...part(true).map(({ mostEpochsRepeated }) => mostEpochsRepeated));
  return [
    row(
      `trainings and sweeps are killed at random moments, ${fixed(within, 0)} times between epochs, and called again`,
      part(true),
      `${repeatedWords(most)}; `,
    ),
    row('so are drawings of faces, downloads and exports', part(false), ''),
  ];
}

/** How much of a run was done again. */
const repeatedWords = (most: number): string =>
  most === 0 ? 'no epoch repeated' : `at most ${count(most, 'epoch')} of a run repeated`;

function clusterRows({ cluster }: Figures): string[][] {
  if (!cluster) return [];
  const { runs, starts, startedAgain, mostEpochsRepeated, faults } = cluster;
  const words = [
    `${fixed(starts, 0)} starts: ${count(startedAgain, 'run')} began again`,
    repeatedWords(mostEpochsRepeated),
    faults.length === 0 ? 'all results as on one machine, bit by bit' : `faults: ${list(faults)}`,
  ];
  const title =
    `a sweep of ${fixed(runs, 0)} runs on three Ray nodes: one node is killed, one is added, the driver is killed and ` +
    'started again';
  return [[title, '1', words.join('; '), '`npm run test:cluster`']];
}

function fuzzRows({ fuzz }: Figures): string[][] {
  if (!fuzz) return [];
  const kinds = Object.values(fuzz.kinds);
  const sum = (key: keyof Kind): number => kinds.reduce((total, one) => total + one[key], 0);
  const outcomes = [
    `${fixed(sum('readEqual'), 0)} read as before`,
    `${fixed(sum('readOtherwise'), 0)} valid with another content`,
    `${fixed(sum('readWithDoubt'), 0)} read in part, with what is wrong named`,
    `${fixed(sum('refused'), 0)} refused in a sentence`,
    count(sum('faults'), 'fault'),
  ];
  const title = `files of ${fixed(kinds.length, 0)} kinds are changed at random and read`;
  return [[title, fixed(sum('inputs'), 0), outcomes.join(', '), '`npm run test:fuzz`']];
}

function enduranceRows({ endurance }: Figures): string[][] {
  if (!endurance) return [];
  const { training, sweep } = endurance;
  const [first, last] = [training.tensors[0]!, training.tensors.at(-1)!];
  const slope = (value: number): string => `${value <= -0.05 ? '-' : '+'}${fixed(Math.abs(value), 1)} MB`;
  const change = ([before, , after]: readonly [number, number, number]): string => `${before} before, ${after} after`;
  return [
    [
      `the network of the nose is trained for ${fixed(training.epochs, 0)} epochs`,
      '1',
      `${first} tensors at the beginning, ${last} at the end; memory ${slope(training.memorySlope)} per 1,000 epochs`,
      '`npm run test:endure`',
    ],
    [
      `a sweep of ${fixed(sweep.runs, 0)} runs`,
      '1',
      `processes: ${change(sweep.processes)}; open files: ${change(sweep.openFiles)}; ` +
        `memory of the caller ${slope(sweep.memorySlope)} per 100 runs`,
      '`npm run test:endure`',
    ],
  ];
}

function measuredOn({ kills, cluster, fuzz, endurance }: Figures): string {
  const one = (kills ?? cluster ?? fuzz ?? endurance)!;
  const { processor, cores, platform, node, date } = one;
  return `${processor}, ${count(cores, 'core')}, ${platform}, Node.js ${node}, ${date}.`;
}
