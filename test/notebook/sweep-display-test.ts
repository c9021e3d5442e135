import assert from 'node:assert/strict';
import { notebookDisplay } from '../../lib/notebook/sweep-display';
import type { RunSpec } from '../../lib/runs/run';
import { inFakeNotebook, resetFigures } from '../figures/fake-notebook';
import { madeUpRecord } from '../figures/made-up';
import { matchSnapshot, readable } from '../snapshot';
import { runOf } from './made-up';

describe('notebook/sweep-display', () => {
  beforeEach(resetFigures);

  const todo: RunSpec[] = [1, 2].map((seed) => runOf(0.01, 'default', seed));
  const [first] = madeUpRecord([0.02, 0.01]).epochs;
  /** What is shown below the cell, without the figures' runtime. */
  const shownBy = (run: () => void): string[] => inFakeNotebook(run).html.filter((html) => !html.includes('<script'));

  it('shows several runs as bars, in one place', () => {
    const shown = shownBy(() => {
      const display = notebookDisplay();
      display.begin(todo, 'A note.');
      display.epoch(todo[0]!, first!);
      display.end(todo[0]!);
      display.end(todo[1]!);
      display.close();
    });
    const [note, ...states] = shown;
    assert.equal(note, '<p class="faces-live faces-note">A note.</p>');
    const progress = states.map((html) => /data-progress="([^"]*)"/.exec(html)?.[1]?.replace(/[\d.]+ s/, 'some s'));
    assert.deepEqual(progress, [
      '0 of 2 runs, started',
      '0 of 2 runs, some s to go',
      '1 of 2 runs, some s to go',
      '2 of 2 runs, done',
      '2 of 2 runs, done',
    ]);
    matchSnapshot(readable(states[1]!.replace(/[\d.]+ s to go/g, 'some time to go')), 'sweep-display.html');
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
      display.begin([], 'All 2 runs came from the cache.');
      display.close();
    });
    assert.deepEqual(shown, ['<p class="faces-live faces-note">All 2 runs came from the cache.</p>']);
  });
});
