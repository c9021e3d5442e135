import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { RunSpec } from '../../lib/runs/run';
import { terminalDisplay } from '../../lib/runs/terminal-display';
import { madeUpRecord } from '../figures/made-up';

const runs = ['default, seed 1', 'default, seed 2'].map((label) => ({ label, parameters: { epochs: 2 } }) as RunSpec);
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
    const [note, first, second] = written(false).split('\n');
    assert.equal(note, 'A note.');
    assert.ok(first?.startsWith('1/2 default, seed 1: validation MSE 0.100, ') && first.endsWith(' to go'), first);
    assert.equal(second, '2/2 default, seed 2: validation MSE 0.100');
  });

  it('says what failed, what diverged, and what another process has done', () => {
    const output = collector(false);
    const display = terminalDisplay(output as unknown as NodeJS.WriteStream);
    display.begin([...runs, ...runs], '');
    display.epoch(runs[0]!, madeUpRecord([1.38e8]).epochs[0]!);
    display.end(runs[0]!);
    display.fail(runs[1]!, 'No space.');
    display.end(runs[1]!);
    const lines = String(output.read()).trimEnd().split('\n');
    assert.match(lines[0]!, /^1\/4 default, seed 1: validation MSE 138,000,000, diverged, .* to go$/);
    assert.equal(lines[1], '2/4 default, seed 2 failed: No space.');
    assert.match(lines[2]!, /^3\/4 default, seed 2: done by another process, /);
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
