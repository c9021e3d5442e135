import assert from 'node:assert/strict';
import { notebookDisplay } from '../../lib/notebook/sweep-display';
import type { RunSpec } from '../../lib/runs/run';
import { inFakeNotebook, resetFigures } from '../figures/fake-notebook';
import { madeUpBatch, madeUpRecord } from '../figures/made-up';
import { matchSnapshot, readable } from '../snapshot';
import { runOf } from './made-up';

describe('notebook/sweep-display', () => {
  beforeEach(resetFigures);

  const todo: RunSpec[] = [1, 2].map((seed) => runOf(0.01, 'default', seed));
  const [first, second] = madeUpRecord([0.02, 0.01]).epochs;
  /** What is shown below the cell, without the figures' runtime. */
  const shownBy = (run: () => void): string[] => inFakeNotebook(run).html.filter((html) => !html.includes('<script'));

  it('shows several runs in one place, with a line for each and a row for each variation', () => {
    const shown = shownBy(() => {
      const display = notebookDisplay();
      display.begin(todo, 'A note.');
      display.epoch(todo[0]!, first!);
      display.epoch(todo[1]!, first!);
      display.end(todo[0]!);
      display.epoch(todo[1]!, second!);
      display.end(todo[1]!);
      display.close();
    });
    const [note, ...states] = shown;
    assert.equal(note, '<p class="faces-live faces-note">A note.</p>');
    const progress = states.map((html) => /data-progress="([^"]*)"/.exec(html)?.[1]?.replace(/[\d.]+ s/, 'some s'));
    assert.deepEqual(progress, [
      '0 of 2 runs, started',
      '1 of 2 runs, some s to go; default, seed 1: validation MSE 0.0200',
      '2 of 2 runs, done; default, seed 2: validation MSE 0.0100',
      '2 of 2 runs, done; default, seed 2: validation MSE 0.0100',
    ]);
    matchSnapshot(readable(states[1]!.replace(/[\d.]+ s to go/g, 'some time to go')), 'sweep-display.html');
  });

  it('says how far the runs are before an epoch has ended', () => {
    const several = shownBy(() => {
      const display = notebookDisplay();
      display.begin(todo, '');
      display.batch(todo[0]!, madeUpBatch(10, 1, 19));
      display.close();
    }).at(-1)!;
    assert.match(several, /<td>epoch 1, step 4 of 8<\/td>/);
    const single = shownBy(() => {
      const display = notebookDisplay();
      display.begin(todo.slice(0, 1), '');
      display.batch(todo[0]!, madeUpBatch(10, 1, 19));
    }).at(-1)!;
    assert.match(single, /epoch 1 of \d+, 19 s to go/);
  });

  it('says when it was stopped, marks what diverges, and draws long trainings with few points', () => {
    const long = runOf(0.01, 'learning rate 1', 1);
    const epochs = Array.from({ length: 500 }, (_, i) => ({ ...first!, epoch: i + 1, validationMse: 5e7 }));
    const states = shownBy(() => {
      const display = notebookDisplay();
      display.begin([todo[0]!, long], '');
      for (const epoch of epochs) display.epoch(long, epoch);
      display.close();
    });
    const last = states.at(-1)!;
    assert.match(last, /data-progress="0 of 2 runs, stopped"/);
    assert.match(last, /epoch 500: 50,000,000 \(diverged\)/);
    assert.ok(last.length < 10_000, `${last.length}`);
  });

  it('shows a single run with its curves', () => {
    const shown = shownBy(() => {
      const display = notebookDisplay();
      display.begin(todo.slice(0, 1), '');
      display.epoch(todo[0]!, first!);
      display.end(todo[0]!);
      display.close();
    });
    assert.ok(shown.some((html) => html.includes('<svg')));
  });

  it('shows only a note if there is nothing to do', () => {
    const shown = shownBy(() => {
      const display = notebookDisplay();
      display.begin([], 'Both runs came from the cache.');
      display.close();
    });
    assert.deepEqual(shown, ['<p class="faces-live faces-note">Both runs came from the cache.</p>']);
  });
});
