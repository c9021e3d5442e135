import assert from 'node:assert/strict';
import { validationMse } from '../../lib/metrics/metric';
import { leakFindings } from '../../lib/notebook/leak';
import type { LeakFindings } from '../../lib/notebook/leak';
import { compareSplits, leakWords } from '../../lib/notebook/leak-words';
import type { Experiment } from '../../lib/runs/experiment';
import { selectFaces } from '../../lib/samples/dataset';
import { inFakeNotebook, resetFigures } from '../figures/fake-notebook';
import { madeUpSamples, shifted, specOf } from '../figures/made-up';
import { matchSnapshot } from '../snapshot';
import { sweepOf } from './made-up';

// Eight people in three poses; by person, the last four are held out.
const all = madeUpSamples(24);
const byPerson = selectFaces(all, all.faces.slice(12));
/** Each seed holds out one photo of each person. */
const byPhoto = (seed: number) =>
  selectFaces(
    all,
    all.faces.filter((_, i) => i % 3 === seed % 3),
  );

const experiment = {
  metric: validationMse,
  defaults: {},
  load: ({ split, seed }: { split: string; seed: number }) =>
    Promise.resolve({
      training: all,
      validation: split === 'person' ? byPerson : byPhoto(seed),
    }),
} as unknown as Experiment;

/** Two sweeps whose predictions are so many pixels off. */
function sweeps(values: readonly number[], leaking: readonly number[], [unseen, seen]: readonly [number, number]) {
  const wobble = (pixels: number) => (face: number) => pixels + (face % 3);
  return [
    sweepOf(
      { default: values },
      {
        parameters: { split: 'person' },
        perRun: () => ({ predictions: [...shifted(byPerson, wobble(unseen))] }),
      },
    ),
    sweepOf(
      { default: leaking },
      {
        parameters: { split: 'photo' },
        perRun: (_, seed) => ({ predictions: [...shifted(byPhoto(seed), wobble(seen))] }),
      },
    ),
  ] as const;
}

// The seeds of the report that once claimed "32 % less".
const honest = [0.00219, 0.00474, 0.00222];
const leaking = [0.00224, 0.00145, 0.0025];

describe('notebook/leak', () => {
  const find = (...of: Parameters<typeof sweeps>) => leakFindings(experiment, ...sweeps(...of));

  it('compares the seeds by their interval, with the baseline of the photos that each has held out', async () => {
    const found = await find(honest, leaking, [30, 30]);
    assert.equal(found.verdict, 'not significant');
    const [one, other] = found.splits;
    assert.deepEqual([one.split, other.split], ['person', 'photo']);
    assert.equal(one.baseline.sd, 0);
    assert.ok(other.baseline.sd > 0);
    assert.equal((await find([0.004, 0.0041, 0.0042], [0.002, 0.0021, 0.0022], [30, 30])).verdict, 'better');
  });

  it('compares nothing where a training has diverged', async () => {
    const found = await find([2.11, 0.005, 0.004], leaking, [30, 10]);
    assert.equal(found.verdict, 'diverged');
    assert.equal(found.shared, undefined);
    const compared = await compareSplits(experiment, ...sweeps([2.11, 0.005, 0.004], leaking, [30, 10]));
    const { html } = inFakeNotebook(() => compared.describe().show());
    assert.ok(html.some((text) => text.includes('class="faces-unlearned"')));
  });

  it('compares the errors on the same photos', async () => {
    const { shared } = await find(honest, leaking, [30, 10]);
    assert.deepEqual([shared!.photos, shared!.people], [12, 4]);
    assert.equal(shared!.comparison.verdict, 'better');
    assert.ok(Math.abs(shared!.comparison.reference - 31) < 0.01);
    assert.equal((await find(honest, leaking, [10, 30])).shared!.comparison.verdict, 'worse');
  });

  it('puts every verdict into words', async () => {
    const found = await find(honest, leaking, [30, 10]);
    const { shared, ...alone } = found;
    const of = (changes: Partial<LeakFindings>): LeakFindings => ({ ...found, ...changes });
    const shareOf = (verdict: 'worse' | 'not significant') => ({
      shared: { ...shared!, comparison: { ...shared!.comparison, verdict } },
    });
    const texts = [
      found,
      of({ verdict: 'better', ...shareOf('not significant') }),
      of({ verdict: 'worse', ...shareOf('worse') }),
      { ...alone, verdict: 'no interval' as const },
      { ...alone, verdict: 'identical' as const },
      { ...alone, verdict: 'diverged' as const },
      of({ splits: [found.splits[0], found.splits[0]] }),
    ];
    matchSnapshot(texts.map(leakWords).join('\n\n'), 'leak.md');
  });

  it('draws each seed, and the baseline of each split', async () => {
    resetFigures();
    const compared = await compareSplits(experiment, ...sweeps(honest, leaking, [30, 10]));
    assert.equal(compared.describe().markdown, leakWords(await find(honest, leaking, [30, 10])));
    const figure = compared.figure({ id: 'leak' });
    const [seeds, baselines, means] = specOf(figure).series;
    assert.deepEqual([seeds!.x.length, baselines!.x.length, means!.labels], [6, 2, ['by person', 'by photo']]);
    assert.ok(means!.low![0]! < 0.00305 && means!.high![0]! > 0.00305);
    matchSnapshot(figure.caption, 'leak-figure.txt');
  });
});
