import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from 'd3-array';
import { UserError } from '../../errors';
import { fixed, significant } from '../../format';
import { optionOf } from '../../parameters/names';
import { runInProcess } from '../../processes/pool';
import type { BenchJob, BenchResult } from './bench-run';

/** Speeds of both sides, each over all rounds. */
export interface BenchRounds {
  readonly ours: readonly BenchResult[];
  /** Empty without PyTorch. */
  readonly torch: readonly BenchResult[];
}

/**
 * Trains in turns here and, where there is a Python that has it, in PyTorch; prints each round.
 *
 * @param job What both sides do.
 * @param rounds Number of measurements.
 * @param python Path of the Python; undefined leaves PyTorch out.
 * @throws UserError when that Python cannot run the benchmark.
 */
export async function alternate(job: BenchJob, rounds: number, python: string | undefined): Promise<BenchRounds> {
  // Whoever has named a wrong one learns it before the first round.
  if (python) await runPython(python, ['-c', 'import torch']);
  console.log(
    `${job.experiment}: ${job.width}x${job.height}, batch ${job.batchSize}, ${job.precision}, ${job.threads} cores`,
  );
  const ours: BenchResult[] = [];
  const torch: BenchResult[] = [];
  for (let round = 1; round <= rounds; round++) {
    ours.push(await report(`round ${round}  this library`, runHere(job)));
    if (python) torch.push(await report(`round ${round}  PyTorch     `, runTorch(python, job)));
  }
  return { ours, torch };
}

/** The median speed over the rounds of one side, in images per second. */
export const medianSpeed = (results: readonly BenchResult[]): number => median(results, (one) => one.imagesPerSecond)!;

async function report(label: string, running: Promise<BenchResult>): Promise<BenchResult> {
  const result = await running;
  const { imagesPerSecond, seconds, peakMemoryMB, version } = result;
  const speed = `${significant(imagesPerSecond)} images/s, ${significant(seconds)} s`;
  console.log(`${label}  ${speed}, ${fixed(peakMemoryMB, 0)} MB at peak  (${version})`);
  return result;
}

/** Each side runs in a process of its own, so that the peak memory is that side's alone. */
const runHere = (job: BenchJob): Promise<BenchResult> =>
  runInProcess(join(__dirname, 'bench-run.ts'), job, { threads: job.threads });

async function runTorch(python: string, job: BenchJob): Promise<BenchResult> {
  const options = Object.entries(job).flatMap(([name, value]) => [optionOf(name), String(value)]);
  const output = await runPython(python, [join(__dirname, 'bench-torch.py'), ...options]);
  return JSON.parse(output.trim().split('\n').at(-1)!) as BenchResult;
}

async function runPython(python: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(python, args);
    return stdout;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (!stderr) throw error;
    throw new UserError(`${python} (BENCH_PYTHON) cannot run the benchmark; does it have PyTorch?\n${stderr.trim()}`);
  }
}
