import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { RunSpec } from '../../lib/runs/run';
import { terminalDisplay } from '../../lib/runs/terminal-display';
import { madeUpRecord } from '../figures/made-up';

const runs = ['default, seed 1', 'default, seed 2'].map((label) => ({ label, parameters: { epochs: 2 } }) as RunSpec);
const { epochs } = madeUpRecord([0.2, 0.1]);

/** What a display writes while both runs are done, to a terminal or to a log. */
function written(isTTY: boolean): string {
  const output = Object.assign(new PassThrough(), { isTTY, columns: 100, rows: 20, cursorTo: () => true });
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

  it('shows bars in a terminal', () => {
    assert.ok(written(true).startsWith('A note.\n'));
  });
});
