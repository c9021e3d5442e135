import { cpus } from 'node:os';
import { UserError } from '../../errors';
import { writeWhole } from '../../files';
import { count } from '../../format';
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

/** Where the speeds are written. */
export interface BenchAllOptions {
  readonly rounds: number;
  /** The Python that has PyTorch. */
  readonly python: string | undefined;
  /** What a benchmark of an experiment does at its defaults. */
  readonly jobOf: (experiment: string) => BenchJob;
  readonly file: string;
}

/**
 * Measures every network and number format against PyTorch and writes the speeds for the README.
 *
 * @throws UserError without PyTorch.
 */
export async function benchAll({ rounds, python, jobOf, file }: BenchAllOptions): Promise<void> {
  if (!python) throw new UserError('bench all compares with PyTorch: set BENCH_PYTHON to a Python that has it.');
  const rows: object[] = [];
  let versions: string[] = [];
  for (const { network, experiment, batchSize, precision } of CELLS) {
    const defaults = jobOf(experiment);
    const job = { ...defaults, batchSize, precision };
    const { ours, torch } = await alternate(job, rounds, python);
    const speed = medianSpeed(ours);
    versions = [ours[0]!.version, torch[0]!.version];
    rows.push({
      network,
      imagesPerSecond: Number(speed.toPrecision(3)),
      relativeToPyTorch: Number((speed / medianSpeed(torch)).toFixed(2)),
      peakMemoryMB: Math.round(Math.max(...ours.map((one) => one.peakMemoryMB))),
      peakMemoryOfPyTorchMB: Math.round(Math.max(...torch.map((one) => one.peakMemoryMB))),
      command: commandOf(job, defaults),
    });
  }
  const { threads } = jobOf('resnet');
  const machine = `${count(threads, 'core')} of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}`;
  const software = [`Node.js ${process.versions.node}`, ...versions].join(', ');
  const measuredOn = `${machine}; ${software}; median of ${count(rounds, 'round')} in alternation.`;
  writeWhole(file, `${JSON.stringify({ measuredOn, rows }, null, 2)}\n`);
  console.log(`\nWritten: ${file}. \`npm run readme\` puts it into the README.`);
}

/** The command that measures one line again. */
function commandOf({ experiment, batchSize, precision }: BenchJob, defaults: BenchJob): string {
  const options = [
    batchSize !== defaults.batchSize && `--batch-size ${batchSize}`,
    precision !== defaults.precision && `--precision ${precision}`,
  ];
  return ['npm run bench --', experiment, ...options.filter(Boolean)].join(' ');
}
