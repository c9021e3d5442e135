import { MultiBar, Presets } from 'cli-progress';
import type { SingleBar } from 'cli-progress';
import { count, duration } from '../format';
import { epochsDone } from '../training/record';
import type { EpochRecord } from '../training/record';
import { stopWords } from './halving';
import { batchWords, stateWords, SweepClock } from './progress';
import type { SweepDisplay } from './progress';
import type { RunSpec } from './run';

/**
 * Shows a sweep in a terminal: one bar for all runs, with the time to go, and one for each active run. Where the output
 * is not a terminal, such as in a log, each finished run writes one line, and so does a running one every minute.
 *
 * @param output Where to write; standard error by default.
 */
export function terminalDisplay(output: NodeJS.WriteStream = process.stderr): SweepDisplay {
  return output.isTTY ? barDisplay(output) : lineDisplay(output);
}

function barDisplay(output: NodeJS.WriteStream): SweepDisplay {
  const format = '{bar} {value}/{total} epochs  {label}  {note}';
  const options = { stream: output, format, formatValue: wholeEpochs, hideCursor: true, clearOnComplete: false };
  const bars = new MultiBar(options, Presets.rect);
  const active = new Map<RunSpec, SingleBar>();
  let whole: SingleBar | undefined;
  let clock: SweepClock;
  const show = (run: RunSpec, epochs: number, note?: string): void => {
    let bar = active.get(run);
    if (!bar) active.set(run, (bar = bars.create(run.parameters.epochs, 0, { label: run.label, note: '' })));
    bar.update(epochs, note === undefined ? {} : { note });
    whole?.update(clock.done, { note: timeToGo(clock) });
  };
  return {
    begin(todo, note) {
      if (note) output.write(`${note}\n`);
      clock = new SweepClock(todo);
      if (todo.length > 0) whole = bars.create(clock.total, 0, { label: count(todo.length, 'run'), note: '' });
    },
    batch(run, progress) {
      clock.noteBatch(run, progress);
      // Later on, the error of the last epoch says more.
      const note = progress.epoch === 1 ? batchWords(progress) : undefined;
      show(run, epochsDone(progress), note);
    },
    epoch(run, record) {
      clock.note(run, record.epoch);
      show(run, record.epoch, stateWords(run, record));
    },
    end(run, stop) {
      const bar = active.get(run);
      if (bar) bars.remove(bar);
      if (!stop) return;
      clock.skip(run);
      whole?.update(clock.done, { note: timeToGo(clock) });
    },
    fail(run, reason) {
      bars.log(`${run.label} failed: ${reason}\n`);
      const bar = active.get(run);
      if (bar) bars.remove(bar);
    },
    close: () => bars.stop(),
  };
}

/** Bars grow within an epoch; their numbers count finished ones. */
const wholeEpochs = (value: number, _: unknown, type: string): string =>
  String(type === 'value' ? Math.floor(value) : value);

/** In a log, a run writes how far it is no more often than this, in milliseconds. */
const LOG_INTERVAL = 60_000;

/** A run whose first epoch takes longer than this, in milliseconds, writes a line before it ends. */
const FIRST_LINE = 10_000;

function lineDisplay(output: NodeJS.WriteStream): SweepDisplay {
  let clock: SweepClock;
  let runs = 0;
  let ended = 0;
  let began = 0;
  let written = -Infinity;
  const latest = new Map<RunSpec, EpochRecord>();
  const write = (parts: readonly string[]): void => {
    written = performance.now();
    output.write(`${parts.filter(Boolean).join(', ')}\n`);
  };
  return {
    begin(todo, note) {
      if (note) output.write(`${note}\n`);
      clock = new SweepClock(todo);
      began = performance.now();
      runs = todo.length;
      if (runs > 0) output.write(`${count(runs, 'run')} to train, ${count(clock.total, 'epoch')} in all\n`);
    },
    batch(run, progress) {
      clock.noteBatch(run, progress);
      if (performance.now() < Math.max(began + FIRST_LINE, written + LOG_INTERVAL)) return;
      write([`      ${run.label}: ${batchWords(progress)}`, timeToGo(clock)]);
    },
    epoch(run, record) {
      clock.note(run, record.epoch);
      latest.set(run, record);
      const { epochs } = run.parameters;
      // The first line comes with the first epoch: it says how long the whole will take.
      if (record.epoch === epochs || performance.now() - written < LOG_INTERVAL) return;
      write([`      ${run.label}: epoch ${record.epoch} of ${epochs}`, stateWords(run, record), timeToGo(clock)]);
    },
    end(run, stop) {
      ended++;
      if (stop) clock.skip(run);
      const last = latest.get(run);
      const state = stop ? stopWords(stop) : last ? stateWords(run, last) : 'done by another process';
      write([`${ended}/${runs} ${run.label}: ${state}`, ended < runs ? timeToGo(clock) : '']);
    },
    fail(run, reason) {
      ended++;
      write([`${ended}/${runs} ${run.label} failed: ${reason}`]);
    },
    close: () => undefined,
  };
}

function timeToGo({ secondsLeft }: SweepClock): string {
  return secondsLeft === undefined ? '' : `${duration(secondsLeft)} to go`;
}
