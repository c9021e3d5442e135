import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { RunSpec } from '../../lib/runs/run';
import { terminalDisplay } from '../../lib/runs/terminal-display';
import { madeUpBatch, madeUpRecord } from '../figures/made-up';

const runs = ['default, seed 1', 'default, seed 2'].map(
  (label) => ({ label, parameters: { epochs: 2, learningRate: 1 } }) as RunSpec,
);
const { epochs } = madeUpRecord([0.2, 0.1]);

const collector = (isTTY: boolean) =>
  Object.assign(new PassThrough(), { isTTY, columns: 100, rows: 20, cursorTo: () => true });

/** What a display writes while both runs are done, to a terminal or to a log. */
function written(isTTY: boolean): string {
  const output = collector(isTTY);
  const display = terminalDisplay(output as unknown as NodeJS.WriteStream);
  display.begin(runs, 'A note.');
  for (const run of runs) {
    for (const epoch of epochs) display.epoch(run, epoch);
    display.end(run);
  }
  display.close();
  return String(output.read() ?? '');
}

describe('runs/terminal-display', () => {
  it('writes a line for each finished run to a log', () => {
    const lines = written(false).replace(/[\d.]+ s to go/g, 'some s to go');
    assert.deepEqual(lines.split('\n'), [
      'A note.',
      '2 runs to train, 4 epochs in all',
      '      default, seed 1: epoch 1 of 2, validation MSE 0.200, some s to go',
      '1/2 default, seed 1: validation MSE 0.100, some s to go',
      '2/2 default, seed 2: validation MSE 0.100',
      '',
    ]);
  });

  it('says what failed, what diverged, and what another process has done', () => {
    const output = collector(false);
    const display = terminalDisplay(output as unknown as NodeJS.WriteStream);
    display.begin([...runs, ...runs], '');
    display.epoch(runs[0]!, madeUpRecord([1.38e8, 1.38e8]).epochs[0]!);
    display.end(runs[0]!);
    display.fail(runs[1]!, 'No space.');
    display.end(runs[1]!);
    const lines = String(output.read()).trimEnd().split('\n');
    const advice = 'diverged \\(validation MSE 138,000,000\\): try a tenth of the learning rate, 1';
    assert.match(lines[1]!, new RegExp(`^ +default, seed 1: epoch 1 of 2, ${advice}, .* to go$`));
    assert.match(lines[2]!, new RegExp(`^1/4 default, seed 1: ${advice}, .* to go$`));
    assert.equal(lines[3], '2/4 default, seed 2 failed: No space.');
    assert.match(lines[4]!, /^3\/4 default, seed 2: done by another process, /);
  });

  it('says in a log how long a slow first epoch will take, and in a terminal at once', () => {
    const output = collector(false);
    const realNow = performance.now.bind(performance);
    let later = 0;
    performance.now = () => realNow() + later;
    try {
      const display = terminalDisplay(output as unknown as NodeJS.WriteStream);
      display.begin(runs, '');
      for (const seconds of [2, 11, 30, 72]) {
        later = 1000 * seconds;
        display.batch(runs[0]!, madeUpBatch(2, 1, 30));
      }
    } finally {
      performance.now = realNow;
    }
    // Half an epoch of two is done: 1.5 take 30 s, so that the 3.5 of both runs take 70 s.
    const line = '      default, seed 1: epoch 1, step 4 of 8, 1 min 10 s to go';
    assert.deepEqual(String(output.read()).trimEnd().split('\n'), ['2 runs to train, 4 epochs in all', line, line]);

    const terminal = collector(true);
    const display = terminalDisplay(terminal as unknown as NodeJS.WriteStream);
    display.begin(runs, '');
    display.batch(runs[0]!, madeUpBatch(2, 1, 30));
    display.close();
    const text = String(terminal.read());
    assert.match(text, / 0\/2 epochs {2}default, seed 1 {2}epoch 1, step 4 of 8/);
    assert.match(text, / 0\/4 epochs {2}2 runs {2}1 min 10 s to go/);
  });

  it('says what failed in a terminal', () => {
    const output = collector(true);
    const display = terminalDisplay(output as unknown as NodeJS.WriteStream);
    display.begin(runs, '');
    display.epoch(runs[0]!, epochs[0]!);
    display.fail(runs[0]!, 'No space.');
    display.close();
    assert.match(String(output.read()), /default, seed 1 failed: No space\./);
  });

  it('shows bars in a terminal', () => {
    assert.ok(written(true).startsWith('A note.\n'));
  });
});
