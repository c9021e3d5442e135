import { legend } from '../figures/chart';
import type { ChartSpec, Series } from '../figures/chart-spec';
import { looksOf } from '../figures/colors';
import { showHtml } from '../figures/kernel';
import { staticChart } from '../figures/static-chart';
import { count, duration, significant } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { validationMse } from '../metrics/metric';
import { meanAndSd } from '../metrics/statistics';
import { measuredText } from '../quantity';
import { stopWords } from '../runs/halving';
import type { Stop } from '../runs/halving';
import { batchWords, stateWords, SweepClock } from '../runs/progress';
import type { SweepDisplay } from '../runs/progress';
import type { RunSpec } from '../runs/run';
import { hasDiverged } from '../training/record';
import type { BatchProgress, EpochRecord } from '../training/record';

/** Minimum time between two updates, in milliseconds: runs of a small network report many epochs a second. */
const PAUSE = 400;

/** Points that a curve is drawn with at most. */
const MOST_POINTS = 60;

/** Several runs while they are trained: their curves, and a table with a row for each variation. */
export class LiveSweep implements SweepDisplay {
  private readonly clock: SweepClock;
  private readonly records = new Map<RunSpec, EpochRecord[]>();
  /** Where the runs are that have not finished an epoch. */
  private readonly beginning = new Map<RunSpec, BatchProgress>();
  /** Runs that have ended, and those of them that have failed. */
  private readonly finished = new Set<RunSpec>();
  private readonly failed = new Set<RunSpec>();
  private readonly stopped = new Set<RunSpec>();
  private update: ((html: Html) => void) | undefined;
  private shownAt = 0;
  private closed = false;
  /** What the latest finished run has reached. */
  private latest = '';

  constructor(private readonly todo: readonly RunSpec[]) {
    this.clock = new SweepClock(todo);
  }

  begin(): void {
    this.show();
  }

  batch(run: RunSpec, progress: BatchProgress): void {
    this.clock.noteBatch(run, progress);
    if (progress.epoch === 1) this.beginning.set(run, progress);
    if (Date.now() - this.shownAt >= PAUSE) this.show();
  }

  epoch(run: RunSpec, record: EpochRecord): void {
    this.clock.note(run, record.epoch);
    this.beginning.delete(run);
    this.records.set(run, [...(this.records.get(run) ?? []), record]);
    if (Date.now() - this.shownAt >= PAUSE) this.show();
  }

  end(run: RunSpec, stop?: Stop): void {
    this.finished.add(run);
    if (stop) {
      this.stopped.add(run);
      this.clock.skip(run);
    }
    const record = this.records.get(run)?.at(-1);
    this.latest = record ? `; ${run.label}: ${stop ? stopWords(stop) : stateWords(run, record)}` : '';
    this.show();
  }

  fail(run: RunSpec, reason: string): void {
    this.finished.add(run);
    this.failed.add(run);
    this.latest = `; ${run.label} failed: ${reason}`;
    this.show();
  }

  close(): void {
    this.closed = true;
    this.show();
  }

  private show(): void {
    this.shownAt = Date.now();
    if (this.update) this.update(this.html());
    else this.update = showHtml(this.html());
  }

  /** The current state, as HTML that needs no script. */
  private html(): Html {
    const { total, done } = this.clock;
    const progress = `${this.finished.size} of ${count(this.todo.length, 'run')}, ${this.state()}`;
    return html`<div class="faces-figure faces-live" data-progress="${progress}${this.latest}">
      <p class="faces-live-title"><strong>Training</strong> ${progress}</p>
      <progress max="${total}" value="${done}" aria-label="All runs"></progress>
      ${this.records.size > 0 && this.curves()} ${this.table()}
    </div>`;
  }

  private state(): string {
    if (this.finished.size === this.todo.length) return 'done';
    if (this.closed) return 'stopped';
    const left = this.clock.secondsLeft;
    return left === undefined ? 'started' : `${duration(left)} to go`;
  }

  /** A line for each run, in the color of its variation. */
  private curves(): Html {
    const labels = this.labels();
    const looks = looksOf(labels);
    // Runs that have not begun are in the legend already.
    const series = this.todo.map((run): Series => {
      const label = run.variation.label;
      const { color, dash } = looks[labels.indexOf(label)]!;
      const shown = thinned(this.records.get(run) ?? []);
      return {
        name: run.label,
        legend: label,
        color,
        dash,
        mark: shown.length === 1 ? 'points' : 'line',
        x: shown.map(({ epoch }) => epoch),
        y: shown.map(({ validationMse }) => validationMse),
      };
    });
    const spec: ChartSpec = {
      x: { title: 'Epoch', whole: true, range: [0, Math.max(...this.todo.map(({ parameters }) => parameters.epochs))] },
      y: { title: 'Validation MSE', log: true },
      series,
      rules: [],
      height: 240,
      file: 'sweep',
    };
    return html`${legend(spec)}${staticChart(spec, `Validation MSE of ${count(this.records.size, 'run')} by epoch.`, 560)}`;
  }

  private table(): Html {
    const rows = this.labels().map((label) => this.row(this.todo.filter(({ variation }) => variation.label === label)));
    const heads = ['Variation', 'Finished', 'Validation MSE, mean ± SD', 'Now'].map(
      (head) => html`<th scope="col">${head}</th>`,
    );
    return html`<div class="faces-scroll">
      <table>
        <thead>
          <tr>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
  }

  /** A variation: how many of its runs are finished, what they have reached, and how far the others are. */
  private row(runs: readonly RunSpec[]): Html {
    const { label } = runs[0]!.variation;
    const finished = runs.filter((run) => this.finished.has(run));
    const failures = finished.filter((run) => this.failed.has(run)).length;
    const stops = finished.filter((run) => this.stopped.has(run)).length;
    const errors = finished.flatMap((run) =>
      this.failed.has(run) || this.stopped.has(run) ? [] : (this.records.get(run)?.at(-1)?.validationMse ?? []),
    );
    const reached = errors.length > 0 ? measuredText(meanAndSd(errors), validationMse) : '–';
    const now = runs.flatMap((run) => (this.finished.has(run) ? [] : (this.stateOf(run) ?? [])));
    return html`<tr>
      <th scope="row">${label}</th>
      <td>${finished.length} of ${runs.length}${failures > 0 && `, ${failures} failed`}${stops > 0 && `, ${stops} stopped early`}</td>
      <td>${reached}</td>
      <td>${now.join(', ')}</td>
    </tr>`;
  }

  /** How far a run is; undefined before its first steps. */
  private stateOf(run: RunSpec): string | undefined {
    const record = this.records.get(run)?.at(-1);
    if (record) return `epoch ${record.epoch}: ${significant(record.validationMse)}${markOf(record)}`;
    const progress = this.beginning.get(run);
    return progress && batchWords(progress);
  }

  private labels(): string[] {
    return [...new Set(this.todo.map(({ variation }) => variation.label))];
  }
}

const markOf = (record: EpochRecord): string => (hasDiverged({ epochs: [record] }) ? ' (diverged)' : '');

/** Evenly spaced records, the last one among them. */
function thinned(records: readonly EpochRecord[]): readonly EpochRecord[] {
  const step = Math.ceil(records.length / MOST_POINTS);
  return records.filter((_, i) => (records.length - 1 - i) % step === 0);
}
