import type { BatchProgress, EpochRecord } from '../training/record';
import { bestOf } from '../training/record';
import { RUN_COLORS } from './colors';
import type { ChartSpec } from './chart-spec';
import { escapeHtml } from '../html';
import { inNotebook, showHtml } from './kernel';
import { duration, significant } from '../format';
import { staticChart } from './static-chart';

/** Least time between two updates inside an epoch, in milliseconds. */
const PAUSE = 400;

/**
 * Shows a training while it runs, below the running cell and always in the same place: curves, epoch, speed, time to
 * go, the best epoch so far. Outside a notebook it keeps quiet.
 *
 * @example const live = trainingDisplay(parameters.epochs); await train(network, samples, parameters, live);
 */
export function trainingDisplay(epochs: number, title = 'Training'): TrainingDisplay {
  return new TrainingDisplay(epochs, title);
}

/** The callbacks of a trainer; see `trainingDisplay`. */
export class TrainingDisplay {
  private readonly records: EpochRecord[] = [];
  private batch: BatchProgress | undefined;
  private update: ((html: string) => void) | undefined;
  private shownAt = 0;
  private closed = false;

  constructor(
    private readonly epochs: number,
    private readonly title: string,
  ) {}

  /** To call after each epoch. */
  readonly onEpoch = (record: EpochRecord): void => {
    this.records.push(record);
    this.batch = undefined;
    this.show();
  };

  /** To call after each batch; most calls change nothing, as the display changes a few times a second only. */
  readonly onBatch = (progress: BatchProgress): void => {
    this.batch = progress;
    if (Date.now() - this.shownAt >= PAUSE) this.show();
  };

  /** To call at the end, however it came: a training that is not done is shown as stopped. */
  close(): void {
    this.closed = true;
    this.show();
  }

  /** The present state; a still image that needs no script. */
  html(): string {
    const epoch = this.records.at(-1)?.epoch ?? 0;
    const done = this.batch ? this.batch.epoch - 1 + this.batch.batch / this.batch.batches : epoch;
    const stopped = this.closed && done < this.epochs;
    const progress = stopped
      ? `${epoch} of ${this.epochs} epochs`
      : `epoch ${Math.min(this.epochs, Math.floor(done) + 1)} of ${this.epochs}`;
    const state = this.state(done);
    return (
      `<div class="faces-figure faces-live" data-progress="${escapeHtml(`${progress}, ${state}`)}">` +
      `<p class="faces-live-title"><strong>${escapeHtml(this.title)}</strong> ${progress}, ${state}</p>` +
      `<progress max="${this.epochs}" value="${done.toFixed(3)}" aria-label="${escapeHtml(this.title)}"></progress>` +
      `${this.facts()}${this.records.length > 0 ? this.curves() : ''}</div>`
    );
  }

  private show(): void {
    if (!inNotebook()) return;
    this.shownAt = Date.now();
    if (this.update) this.update(this.html());
    else this.update = showHtml(this.html());
  }

  private state(done: number): string {
    if (done >= this.epochs) return 'done';
    if (this.closed) return 'stopped';
    const seconds = this.batch?.secondsToGo ?? this.secondsToGo(done);
    return Number.isFinite(seconds) ? `${duration(seconds)} to go` : 'started';
  }

  /** By the last epochs, for trainings that report no batches. */
  private secondsToGo(done: number): number {
    const last = this.records.slice(-5);
    return ((this.epochs - done) * last.reduce((sum, record) => sum + record.seconds, 0)) / last.length;
  }

  private facts(): string {
    const last = this.records.at(-1);
    if (!last) return '';
    const best = bestOf(this.records)!;
    const facts = [
      ['validation MSE', significant(last.validationMse)],
      ['training MSE', significant(last.trainingMse)],
      ['best so far', `${significant(best.validationMse)} in epoch ${best.epoch}`],
      ['images/s', significant(this.batch?.samplesPerSecond ?? last.samplesPerSecond)],
      ['learning rate', significant(last.learningRate)],
    ];
    const items = facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
    return `<dl class="faces-facts">${items.join('')}</dl>`;
  }

  private curves(): string {
    const x = this.records.map(({ epoch }) => epoch);
    const mark = x.length > 1 ? 'line' : 'points';
    const spec: ChartSpec = {
      x: { title: 'Epoch', whole: true, range: [0, this.epochs] },
      y: { title: 'MSE', log: true },
      series: [
        { name: 'validation', color: RUN_COLORS[0], mark, x, y: this.records.map((record) => record.validationMse) },
        {
          name: 'training',
          color: RUN_COLORS[1],
          mark,
          dash: 'dash',
          x,
          y: this.records.map((record) => record.trainingMse),
        },
      ],
      rules: [],
      height: 220,
      file: 'training',
    };
    return staticChart(spec, `Validation MSE (solid) and training MSE (dashed) over ${x.length} epochs.`, 500);
  }
}
