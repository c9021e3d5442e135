import { mean } from 'd3-array';
import { count, duration, significant } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { bestOf, epochsDone, hasDiverged } from '../training/record';
import type { BatchProgress, EpochRecord } from '../training/record';
import { legend } from './chart';
import type { ChartSpec } from './chart-spec';
import { inNotebook, showHtml } from './kernel';
import { staticChart } from './static-chart';

/** Minimum time between two updates within an epoch, in milliseconds. */
const PAUSE = 400;

/**
 * Shows a training while it runs, below the running cell: curves, epoch, speed, time to go, and the best epoch so far.
 * Outside a notebook it shows nothing.
 *
 * @param epochs How many the training will take.
 * @example const live = trainingDisplay(parameters.epochs); await train(network, samples, parameters, live);
 */
export function trainingDisplay(epochs: number, title = 'Training'): TrainingDisplay {
  return new TrainingDisplay(epochs, title);
}

/** The callbacks of a trainer; see `trainingDisplay`. */
export class TrainingDisplay {
  private readonly records: EpochRecord[] = [];
  private batch: BatchProgress | undefined;
  private update: ((html: Html) => void) | undefined;
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

  /** To call after each batch; the display changes at most a few times a second. */
  readonly onBatch = (progress: BatchProgress): void => {
    this.batch = progress;
    if (Date.now() - this.shownAt >= PAUSE) this.show();
  };

  /** To call at the end, also after a failure: an incomplete training is shown as stopped. */
  close(): void {
    this.closed = true;
    this.show();
  }

  /** The current state, as a static image that needs no script. */
  html(): Html {
    const epoch = this.records.at(-1)?.epoch ?? 0;
    const done = this.batch ? epochsDone(this.batch) : epoch;
    const stopped = this.closed && done < this.epochs;
    const progress = stopped
      ? `${epoch} of ${this.epochs} epochs`
      : `epoch ${Math.min(this.epochs, Math.floor(done) + 1)} of ${this.epochs}`;
    const state = this.state(done);
    return html`<div class="faces-figure faces-live" data-progress="${progress}, ${state}">
      <p class="faces-live-title"><strong>${this.title}</strong> ${progress}, ${state}</p>
      <progress max="${this.epochs}" value="${done.toFixed(3)}" aria-label="${this.title}"></progress>
      ${this.facts()}${this.records.length > 0 && this.curves()}
    </div>`;
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
    return (this.epochs - done) * (mean(last, ({ seconds }) => seconds) ?? NaN);
  }

  private facts(): Html | undefined {
    const last = this.records.at(-1);
    if (!last) return undefined;
    const best = bestOf(this.records)!;
    const facts = [
      ['validation MSE', significant(last.validationMse) + (hasDiverged({ epochs: [last] }) ? ' (diverged)' : '')],
      ['training MSE', significant(last.trainingMse)],
      ['best so far', `${significant(best.validationMse)} (epoch ${best.epoch})`],
      ['images/s', significant(this.batch?.samplesPerSecond ?? last.samplesPerSecond)],
      ['learning rate', significant(last.learningRate)],
    ];
    const items = facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
    return html`<dl class="faces-facts">${items}</dl>`;
  }

  private curves(): Html {
    const x = this.records.map(({ epoch }) => epoch);
    const mark = x.length > 1 ? 'line' : 'points';
    const spec: ChartSpec = {
      x: { title: 'Epoch', whole: true, range: [0, this.epochs] },
      y: { title: 'MSE', log: true },
      series: [
        { name: 'validation', color: 'blue', mark, x, y: this.records.map((record) => record.validationMse) },
        {
          name: 'training',
          color: 'blue',
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
    const alt = `Validation MSE (solid) and training MSE (dashed) over ${count(x.length, 'epoch')}.`;
    return html`${legend(spec)}${staticChart(spec, alt, 500)}`;
  }
}
