import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bootstrapInterval } from '../../lib/metrics/bootstrap';
import { Random } from '../../lib/random';
import { assertClose } from '../transforms/arbitraries';
import golden from './fixtures/golden.json';
import statistics from './fixtures/statistics.json';

const random = new Random(1);
const errors = Array.from({ length: 100 }, () => random.normal(5, 2));

describe('bootstrapInterval', () => {
  it("has numpy's quantiles, moved outwards for few faces", () => {
    // The statistic runs through the sorted errors, one for each resample: then the interval is their quantiles.
    let i = 0;
    const statistic = (): number => golden.nme[i++]!;
    const { low, high } = bootstrapInterval(golden.nme, { statistic, resamples: golden.nme.length });
    assertClose([low, high], [golden.quantiles[0]!, golden.quantiles[1]!], 1e-12);
  });

  it("moves the percentiles as scipy's distributions say", () => {
    // A statistic whose samples are the numbers 0 to 1 in even steps: its quantiles are the tails.
    for (const { groups, tail } of statistics.tails) {
      let i = 0;
      const resamples = 10_001;
      const statistic = (): number => i++ / (resamples - 1);
      const { low, high } = bootstrapInterval(new Array<number>(groups).fill(0), { statistic, resamples });
      assertClose([low, high], [tail, 1 - tail], 1e-6);
    }
  });

  it('holds the true mean of eight people nearly as often as it says', () => {
    const trials = 300;
    const people = Array.from({ length: 48 }, (_, i) => String(Math.floor(i / 6)));
    let hits = 0;
    for (let trial = 0; trial < trials; trial++) {
      const own = Array.from({ length: 8 }, () => random.normal(0, 1));
      const faces = people.map((person) => own[Number(person)]! + random.normal(0, 0.7));
      const { low, high } = bootstrapInterval(faces, { groups: people, resamples: 400 });
      if (low <= 0 && high >= 0) hits++;
    }
    assert.ok(hits / trials > 0.91 && hits / trials < 0.98, `${hits / trials}`);
  });

  it('is near the normal interval of a mean over many faces', () => {
    const { low, high } = bootstrapInterval(errors);
    const mean = errors.reduce((sum, error) => sum + error, 0) / 100;
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / 99);
    assertClose([low, high], [mean - 0.196 * deviation, mean + 0.196 * deviation], 0.05);
  });

  it('is wider where whole groups of equal faces are drawn', () => {
    const tenfold = errors.flatMap((error) => new Array<number>(10).fill(error));
    const groups = tenfold.map((_, i) => String(Math.floor(i / 10)));
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const byGroup = width(bootstrapInterval(tenfold, { groups, resamples: 500 }));
    const byFace = width(bootstrapInterval(tenfold, { resamples: 500 }));
    assert.ok(byGroup > 2.5 * byFace && byGroup < 4 * byFace, `${byGroup / byFace}`);
  });

  it('gives the same interval for the same seed, and takes other statistics than the mean', () => {
    assert.deepEqual(bootstrapInterval(errors), bootstrapInterval(errors));
    assert.notDeepEqual(bootstrapInterval(errors), bootstrapInterval(errors, { seed: 1 }));
    const largest = bootstrapInterval(errors, { statistic: (sample) => Math.max(...sample) });
    assert.equal(largest.high, Math.max(...errors));
  });

  it('refuses to draw from nothing', () => {
    assert.throws(() => bootstrapInterval([]), RangeError);
  });
});
