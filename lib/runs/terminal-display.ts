import { MultiBar, Presets } from 'cli-progress';
import type { SingleBar } from 'cli-progress';
import { count, duration, significant } from '../format';
import { hasDiverged } from '../training/record';
import type { EpochRecord } from '../training/record';
import { SweepClock } from './progress';
import type { SweepDisplay } from './progress';
import type { RunSpec } from './run';

/**
 * Shows a sweep in a terminal: one bar for all runs, with the time to go, and one for each active run. Where the output
 * is not a terminal, such as in a log, each finished run writes one line.
 *
 * @param output Where to write; standard error by default.
 */
export function terminalDisplay(output: NodeJS.WriteStream = process.stderr): SweepDisplay {
  return output.isTTY ? barDisplay(output) : lineDisplay(output);
}

function barDisplay(output: NodeJS.WriteStream): SweepDisplay {
  const format = '{bar} {value}/{total} epochs  {label}  {note}';
  const bars = new MultiBar({ stream: output, format, hideCursor: true, clearOnComplete: false }, Presets.rect);
  const active = new Map<RunSpec, SingleBar>();
  let whole: SingleBar | undefined;
  let clock: SweepClock;
  return {
    begin(todo, note) {
      if (note) output.write(`${note}\n`);
      clock = new SweepClock(todo);
      if (todo.length > 0) whole = bars.create(clock.total, 0, { label: count(todo.length, 'run'), note: '' });
    },
    epoch(run, record) {
      let bar = active.get(run);
      if (!bar) active.set(run, (bar = bars.create(run.parameters.epochs, 0, { label: run.label, note: '' })));
      clock.note(run, record.epoch);
      bar.update(record.epoch, { note: `validation MSE ${significant(record.validationMse)}` });
      whole?.update(clock.done, { note: timeToGo(clock) });
    },
    end(run) {
      const bar = active.get(run);
      if (bar) bars.remove(bar);
    },
    fail(run, reason) {
      bars.log(`${run.label} failed: ${reason}\n`);
      const bar = active.get(run);
      if (bar) bars.remove(bar);
    },
    close: () => bars.stop(),
  };
}

function lineDisplay(output: NodeJS.WriteStream): SweepDisplay {
  let clock: SweepClock;
  let runs = 0;
  let ended = 0;
  const latest = new Map<RunSpec, EpochRecord>();
  return {
    begin(todo, note) {
      if (note) output.write(`${note}\n`);
      clock = new SweepClock(todo);
      runs = todo.length;
    },
    epoch(run, record) {
      clock.note(run, record.epoch);
      latest.set(run, record);
    },
    end(run) {
      ended++;
      const last = latest.get(run);
      const parts = last
        ? [`validation MSE ${significant(last.validationMse)}`, hasDiverged({ epochs: [last] }) ? 'diverged' : '']
        : ['done by another process'];
      output.write(
        `${ended}/${runs} ${run.label}: ${[...parts, ended < runs ? timeToGo(clock) : ''].filter(Boolean).join(', ')}\n`,
      );
    },
    fail(run, reason) {
      ended++;
      output.write(`${ended}/${runs} ${run.label} failed: ${reason}\n`);
    },
    close: () => undefined,
  };
}

function timeToGo({ secondsLeft }: SweepClock): string {
  return secondsLeft === undefined ? '' : `${duration(secondsLeft)} to go`;
}
