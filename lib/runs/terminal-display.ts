import { MultiBar, Presets } from 'cli-progress';
import type { SingleBar } from 'cli-progress';
import { duration } from '../format';
import { SweepClock } from './progress';
import type { SweepDisplay } from './progress';
import type { RunSpec } from './run';

/**
 * One display for all runs of a sweep: a bar for the whole with the time to go, and one for each run at work.
 * Where the output is no terminal it writes one line for each finished run.
 */
export function terminalDisplay(output: NodeJS.WriteStream = process.stderr): SweepDisplay {
  return output.isTTY ? bars(output) : lines(output);
}

function bars(output: NodeJS.WriteStream): SweepDisplay {
  const format = '{bar} {value}/{total} epochs  {label}  {note}';
  const all = new MultiBar({ stream: output, format, hideCursor: true, clearOnComplete: false }, Presets.rect);
  const own = new Map<RunSpec, SingleBar>();
  let whole: SingleBar | undefined;
  let time: SweepClock;
  return {
    begin(todo, note) {
      if (note) output.write(`${note}\n`);
      time = new SweepClock(todo);
      if (todo.length > 0) whole = all.create(time.total, 0, { label: `${todo.length} runs`, note: '' });
    },
    epoch(run, record) {
      let bar = own.get(run);
      if (!bar) own.set(run, (bar = all.create(run.parameters.epochs, 0, { label: run.label, note: '' })));
      time.note(run, record.epoch);
      bar.update(record.epoch, { note: `validation MSE ${record.validationMse.toPrecision(3)}` });
      const left = time.secondsLeft;
      whole?.update(time.done, { note: left === undefined ? '' : `${duration(left)} to go` });
    },
    end(run) {
      const bar = own.get(run);
      if (bar) all.remove(bar);
    },
    close: () => all.stop(),
  };
}

function lines(output: NodeJS.WriteStream): SweepDisplay {
  let time: SweepClock;
  let runs = 0;
  let ended = 0;
  const last = new Map<RunSpec, number>();
  return {
    begin(todo, note) {
      if (note) output.write(`${note}\n`);
      time = new SweepClock(todo);
      runs = todo.length;
    },
    epoch(run, record) {
      time.note(run, record.epoch);
      last.set(run, record.validationMse);
    },
    end(run) {
      ended++;
      const left = time.secondsLeft;
      const note = ended < runs && left !== undefined ? `, ${duration(left)} to go` : '';
      const mse = last.get(run)?.toPrecision(3) ?? 'unknown';
      output.write(`${ended}/${runs} ${run.label}: validation MSE ${mse}${note}\n`);
    },
    close: () => undefined,
  };
}
