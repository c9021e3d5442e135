import { group } from 'd3-array';
import { UserError } from '../../errors';
import { count } from '../../format';
import { hasBfloat16 } from '../../ops/processor';
import { publishBench } from '../../report/bench/page';
import { machine, rounded } from './bench-machine';
import type { BenchJob } from './bench-run';
import { alternate, medianSpeed } from './bench-speed';

/** One line of the README's table of speeds. */
interface Cell {
  readonly network: string;
  readonly experiment: string;
  readonly batchSize: number;
  readonly precision: BenchJob['precision'];
}

const resnet = (batchSize: number, precision: BenchJob['precision']): Cell => ({
  network: `ResNet-18, 224x224, batch ${batchSize}, ${precision}`,
  experiment: 'resnet',
  batchSize,
  precision,
});

/** What is compared with PyTorch. */
const CELLS: readonly Cell[] = [
  { network: 'nose, batch 16', experiment: 'nose', batchSize: 16, precision: 'float32' },
  { network: 'full face, with augmentation, batch 16', experiment: 'full-face', batchSize: 16, precision: 'float32' },
  resnet(16, 'float32'),
  resnet(16, 'bfloat16'),
  resnet(32, 'float32'),
  resnet(32, 'bfloat16'),
];

const COLUMNS = [
  { key: 'network', title: 'Network' },
  { key: 'imagesPerSecond', title: 'Training (images/s)', decimals: 1 },
  { key: 'relativeToPyTorch', title: 'Relative to PyTorch', decimals: 2 },
  { key: 'peakMemoryMB', title: 'Peak memory (MB)' },
  { key: 'peakMemoryOfPyTorchMB', title: "PyTorch's (MB)" },
];

/** How the speeds are measured. */
export interface BenchSpeedOptions {
  readonly rounds: number;
  /** The Python that has PyTorch. */
  readonly python: string | undefined;
  /** What a benchmark of an experiment does at its defaults. */
  readonly jobOf: (experiment: string) => BenchJob;
  /** The reports' folder, where the speeds go. */
  readonly folder: string;
}

/**
 * Measures every network and number format against PyTorch; writes `bench.json`, from which the README has its table, and
 * `bench.html`.
 *
 * @returns Path of the page.
 * @throws UserError without PyTorch.
 */
export async function benchSpeed({ rounds, python, jobOf, folder }: BenchSpeedOptions): Promise<string> {
  if (!python)
    throw new UserError('the training speeds are compared with PyTorch: set BENCH_PYTHON to a Python that has it.');
  const measured: Measured[] = [];
  for (const { network, experiment, batchSize, precision } of feasible()) {
    const defaults = jobOf(experiment);
    const job = { ...defaults, batchSize, precision };
    const { ours, torch } = await alternate(job, rounds, python);
    const speed = medianSpeed(ours);
    measured.push({
      precision,
      onGpu: ours[0]!.device === 'gpu',
      versions: [ours[0]!.version, torch[0]!.version],
      row: {
        network,
        imagesPerSecond: rounded(speed),
        relativeToPyTorch: Number((speed / medianSpeed(torch)).toFixed(2)),
        peakMemoryMB: Math.round(Math.max(...ours.map((one) => one.peakMemoryMB))),
        peakMemoryOfPyTorchMB: Math.round(Math.max(...torch.map((one) => one.peakMemoryMB))),
        command: commandOf(job, defaults),
      },
    });
  }
  const { threads } = jobOf('resnet');
  let page = '';
  for (const [name, of] of group(measured, sectionOf)) {
    const software = [`Node.js ${process.versions.node}`, ...of[0]!.versions].join(', ');
    page = publishBench(folder, name, {
      title: TITLES[name],
      text: 'Training with validation on random images, in a process of its own; the same network in PyTorch in alternation.',
      command: 'npm run bench -- speed',
      measuredOn: `${machine(threads)}; ${software}; median of ${count(rounds, 'round')} in alternation.`,
      measured: new Date().toISOString(),
      columns: COLUMNS,
      rows: of.map(({ row }) => row),
      charts: [],
    });
  }
  return page;
}

/** One cell's figures, and what they were measured with. */
interface Measured extends Pick<Cell, 'precision'> {
  readonly onGpu: boolean;
  readonly versions: readonly string[];
  readonly row: Record<string, string | number>;
}

/** Parts of `bench.json`. bfloat16 has one of its own, as many processors cannot measure it: their figures replace float32's only. */
const TITLES = {
  speed: 'Training speed against PyTorch',
  'speed-bfloat16': 'Training speed against PyTorch in bfloat16',
  'speed-gpu': 'Training speed against PyTorch on a GPU',
} as const;

function sectionOf({ onGpu, precision }: Measured): keyof typeof TITLES {
  if (onGpu) return 'speed-gpu';
  return precision === 'bfloat16' ? 'speed-bfloat16' : 'speed';
}

/** What this processor can measure. */
function feasible(): readonly Cell[] {
  if (hasBfloat16()) return CELLS;
  console.log('This processor has no bfloat16 instructions: only float32 is measured.');
  return CELLS.filter(({ precision }) => precision === 'float32');
}

/** The command that measures one line again. */
function commandOf({ experiment, batchSize, precision }: BenchJob, defaults: BenchJob): string {
  const options = [
    batchSize !== defaults.batchSize && `--batch-size ${batchSize}`,
    precision !== defaults.precision && `--precision ${precision}`,
  ];
  return ['npm run bench --', experiment, ...options.filter(Boolean)].join(' ');
}
