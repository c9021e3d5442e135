import assert from 'node:assert/strict';
import { liveProgress } from '../../lib/figures/live-progress';
import { trainingDisplay } from '../../lib/figures/training-display';
import { matchSnapshot, readable } from '../snapshot';
import { inFakeNotebook, resetFigures } from './fake-notebook';
import { madeUpRecord } from './made-up';

/** The state that a live display shows. */
const stateOf = (html: string) => html.split('data-progress="')[1]!.split('"')[0];

describe('live progress in a notebook', () => {
  const { now } = performance;
  let time: number;
  beforeEach(() => {
    time = 0;
    performance.now = () => time;
  });
  afterEach(() => {
    performance.now = now;
    resetFigures();
  });

  it('shows what is done and how long the rest takes, and disappears at the end', () => {
    inFakeNotebook(({ html }) => {
      const progress = liveProgress('Finding faces', 6000, 'photos');
      time = 10_000;
      progress.update(2000);
      assert.equal(stateOf(html.at(-1)!), 'Finding faces: 2,000 of 6,000 photos, 20 s to go');
      matchSnapshot(readable(html.at(-1)!), 'live-progress.html');
      const before = html.length;
      time = 10_100;
      progress.update(2001);
      assert.equal(html.length, before, 'not more often than can be seen');
      time = 11_000;
      progress.update(3000);
      assert.equal(html.length, before + 1);
      progress.stop();
      assert.equal(html.at(-1), '');
    });
  });

  it('shows nothing for short work', () => {
    const { html } = inFakeNotebook(() => {
      const progress = liveProgress('Finding faces', 2, 'photos');
      time = 500;
      progress.update(2);
      progress.stop();
    });
    assert.deepEqual(html, []);
  });

  it('is the terminal’s outside a notebook', () => {
    const progress = liveProgress('Finding faces', 2, 'photos');
    progress.update(1);
    progress.stop();
  });
});

describe('the live display of a training', () => {
  afterEach(resetFigures);

  it('shows curves, epoch, time to go, best epoch and speed', () => {
    const live = trainingDisplay(4, 'Nose');
    for (const epoch of madeUpRecord([0.4, 0.1, 0.2]).epochs) live.onEpoch(epoch);
    matchSnapshot(readable(live.html().text), 'training-display.html');
  });

  it('shows its state while it runs, when it is stopped, and when it is done', () => {
    const { html } = inFakeNotebook(() => {
      const [first, ...others] = madeUpRecord([0.4, 0.1, 0.2, 0.05]).epochs;
      const live = trainingDisplay(4);
      const step = { epochs: 4, batches: 2, loss: 1, learningRate: 1e-3, samplesPerSecond: 10 };
      live.onBatch({ ...step, epoch: 1, batch: 1, secondsToGo: 30 });
      live.onBatch({ ...step, epoch: 1, batch: 2, secondsToGo: 29 });
      live.onEpoch(first!);
      live.close();
      for (const epoch of others) live.onEpoch(epoch);
    });
    matchSnapshot(html.slice(1).map(stateOf).join('\n'), 'training-display.txt');
  });

  it('shows nothing outside a notebook', () => {
    trainingDisplay(1).close();
  });
});
