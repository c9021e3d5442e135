import { parseNotebook } from '../../lib/report/notebook';
import type { Notebook } from '../../lib/report/notebook';
import { parseRecord } from '../../lib/report/record';
import type { ReportRecord } from '../../lib/report/record';
import type { Provenance } from '../../lib/runs/provenance';

const epoch = (number: number, validationMse: number) => ({
  epoch: number,
  learningRate: 1e-3,
  trainingLoss: validationMse / 2,
  validationLoss: validationMse,
  trainingMse: validationMse / 2,
  validationMse,
  seconds: 1.5,
});

const run = (variation: string, seed: number, mse: number) => ({
  name: `${variation}, seed ${seed}`,
  variation,
  seed,
  parameters: variation === 'default' ? {} : { learningRate: 1e-4 },
  epochs: [epoch(1, 2 * mse), epoch(2, mse)],
});

/** A record of an experiment, which knows its data. */
type MadeUpRecord = ReportRecord & { readonly provenance: Provenance };

/** A valid record; `changes` replace its parts. */
export function madeUpRecord(changes: Partial<ReportRecord> = {}): MadeUpRecord {
  return parseRecord(
    {
      format: 1,
      name: 'nose',
      title: 'Finding the nose',
      summary: 'The error is **0.003**, below the baseline of 0.005.',
      smoke: false,
      command: 'npm run report -- nose',
      parameters: {
        epochs: { value: 2, default: 15, description: 'Passes over the training photos.' },
        seed: { value: 1, default: 1, description: 'Seed of all random numbers.' },
      },
      provenance: {
        revision: 'a'.repeat(40),
        dirty: true,
        node: '20.19.0',
        tensorflow: '2.21.0',
        packages: { sharp: '0.35.5' },
        device: 'cpu',
        processor: 'A processor',
        cores: 2,
        memoryGB: 8,
        platform: 'linux x64',
        dataset: {
          title: 'Faces',
          generated: false,
          checksum: 'c0ffee',
          training: 4,
          validation: 2,
          split: 'by person',
        },
        seeds: [1, 2],
        started: '2026-01-02T03:04:05.000Z',
        seconds: 75,
      },
      headline: { validationMse: 0.003 },
      runs: [run('default', 1, 0.003), run('default', 2, 0.004), run('learning rate 1e-4', 1, 0.005)],
      determinism: 'All of it.',
      ...changes,
    },
    'The made-up record',
  ) as MadeUpRecord;
}

/** Where a made-up report comes from. */
export const madeUpSource = { name: 'nose', notebook: { file: 'notebooks/nose.ipynb', text: '{"cells": []}' } };

/** A notebook of cells: Markdown as text, code with its outputs. */
export function madeUpNotebook(
  ...cells: (string | { code: string; seconds?: number; outputs?: unknown[] })[]
): Notebook {
  const made = cells.map((cell) =>
    typeof cell === 'string'
      ? { cell_type: 'markdown', source: cell }
      : { cell_type: 'code', source: cell.code, metadata: { seconds: cell.seconds }, outputs: cell.outputs ?? [] },
  );
  return parseNotebook({ nbformat: 4, cells: made }, 'The made-up notebook');
}

/** An output of a cell that shows HTML. */
export const shownHtml = (html: string) => ({ output_type: 'display_data', data: { 'text/html': html } });
