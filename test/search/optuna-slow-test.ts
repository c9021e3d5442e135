import assert from 'node:assert/strict';
import { Optuna } from '../../lib/search/optuna';
import type { Trial } from '../../lib/search/optuna';
import type { SearchRange } from '../../lib/search/range';
import { search } from '../../lib/search/search';
import type { SearchOutcome } from '../../lib/search/search';
import { temporaryFolders } from '../environment';
import { collectNotices } from '../notices';
import { SILENT } from '../runs/silent';
import { toy } from '../runs/toy';

const ranges: Readonly<Record<string, SearchRange>> = {
  learningRate: { kind: 'log', low: 1e-4, high: 1e-2, whole: false },
  extraChannels: { kind: 'linear', low: 0, high: 8, whole: true },
  batchSize: { kind: 'values', values: [16, 32] },
};

describe('a search by Optuna', () => {
  collectNotices();
  const newFolder = temporaryFolders();

  it('suggests the same for the same seed and answers, and learns where errors are small', async () => {
    const error = ({ values }: Trial): number => Math.abs(Math.log10(Number(values.learningRate)) + 3);
    const suggest = async (seed: number): Promise<Trial[]> => {
      const optuna = await Optuna.start(ranges, seed);
      const all: Trial[] = [];
      for (let round = 0; round < 10; round++) {
        const trials = await optuna.ask(4);
        const [stopped, failed, ...finished] = trials;
        const told = finished.map((trial) => ({ number: trial.number, error: error(trial) }));
        await optuna.tell([
          ...told,
          { number: stopped!.number, steps: [[1, error(stopped!)]] },
          { number: failed!.number },
        ]);
        all.push(...trials);
      }
      optuna.end();
      return all;
    };
    const trials = await suggest(1);
    assert.deepEqual(await suggest(1), trials);
    assert.notDeepEqual(await suggest(2), trials);
    const mean = (some: readonly Trial[]): number => some.reduce((sum, trial) => sum + error(trial), 0) / some.length;
    assert.ok(mean(trials.slice(20)) < mean(trials.slice(0, 12)), 'later suggestions are better');
    for (const { values } of trials) {
      assert.ok(Number.isInteger(values.extraChannels) && [16, 32].includes(Number(values.batchSize)));
    }
  });

  it('that was interrupted ends as if undisturbed', async () => {
    const request = { method: { kind: 'optuna', count: 6 }, ranges } as const;
    const outcome = ({ result, best }: SearchOutcome) => [
      best?.variation.label,
      result.rows().map(({ variation, value }) => [variation.label, value.mean]),
    ];
    const undisturbed = await search(toy, request, { folder: newFolder(), display: SILENT });
    assert.ok(undisturbed.tried > 4 && undisturbed.tried <= 7);
    const folder = newFolder();
    const stop = new AbortController();
    let ends = 0;
    const display = { ...SILENT, end: () => void (++ends >= 6 && stop.abort()) };
    await assert.rejects(search(toy, request, { folder, display, signal: stop.signal }), { name: 'AbortError' });
    assert.deepEqual(outcome(await search(toy, request, { folder, display: SILENT })), outcome(undisturbed));
  });

  it('says what to do when Optuna cannot be installed', async () => {
    const kept = { ...process.env };
    Object.assign(process.env, { FACES_CACHE: newFolder(), PIP_INDEX_URL: 'http://localhost:1/', PIP_RETRIES: '0' });
    try {
      await assert.rejects(Optuna.start(ranges, 1), /Optuna could not be installed[^]*--search random:N/);
    } finally {
      process.env = kept;
    }
  });

  it('says what failed when the driver ends', async () => {
    await assert.rejects(
      Optuna.start({ epochs: { kind: 'linear', low: 5, high: 1, whole: true } }, 1),
      /Optuna ended unexpectedly:[^]*low/,
    );
  });
});
