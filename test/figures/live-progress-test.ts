import assert from 'node:assert/strict';
import { resetFigures } from '../../lib/figures/kernel';
import { liveProgress } from '../../lib/figures/live-progress';

describe('live progress in a notebook', () => {
  const scope = globalThis as { __tslab__?: unknown };
  const { now } = Date;
  let shown: string[];
  let time: number;
  beforeEach(() => {
    shown = [];
    time = 0;
    Date.now = () => time;
    scope.__tslab__ = { require: () => ({ newDisplay: () => ({ html: (html: string) => shown.push(html) }) }) };
  });
  afterEach(() => {
    Date.now = now;
    delete scope.__tslab__;
    resetFigures();
  });

  it('tells what is done and how long the rest takes, and goes away in the end', () => {
    const progress = liveProgress('Finding faces', 60, 'photos');
    time = 10_000;
    progress.update(20);
    assert.match(shown.at(-1)!, /data-progress="Finding faces: 20 of 60 photos, 0:20 to go"/);
    time = 10_100;
    const before = shown.length;
    progress.update(21);
    assert.equal(shown.length, before, 'not more often than can be seen');
    progress.stop();
    assert.equal(shown.at(-1), '');
  });

  it('shows nothing of what is soon done', () => {
    const progress = liveProgress('Finding faces', 2, 'photos');
    time = 500;
    progress.update(2);
    progress.stop();
    assert.deepEqual(shown, []);
  });
});
