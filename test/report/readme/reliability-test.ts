import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DataError } from '../../../lib/errors';
import { writeWhole } from '../../../lib/files';
import { reliabilityTable } from '../../../lib/report/readme/reliability';
import { temporaryFolder } from '../../environment';

const measured = { date: '2026-01-02', node: '20.20.2', platform: 'linux x64', processor: 'AMD EPYC', cores: 2 };

const tally = (kills: number, more: object = {}) => {
  return {
    kills,
    comparisons: 4,
    whileTraining: 3,
    mostEpochsRepeated: 0,
    orphans: 0,
    filesLeft: 0,
    faults: [],
    ...more,
  };
};

const kind = { inputs: 1000, readEqual: 400, readOtherwise: 100, readWithDoubt: 200, refused: 300, faults: 0 };

describe('the table of reliability', () => {
  const folder = temporaryFolder();
  const table = (content: object): string | undefined => {
    writeWhole(join(folder(), 'reports/measured/reliability.json'), JSON.stringify(content));
    return reliabilityTable(folder());
  };

  it('adds up kills, and says what was found', () => {
    const work = { training: tally(60, { mostEpochsRepeated: 1 }), sweep: tally(40), export: tally(6) };
    const text = table({ kills: { ...measured, work } })!;
    assert.match(
      text,
      /killed at random moments.* \| 100 \| 8 comparisons .*: 0 faults; at most 1 epoch of a run repeated; 0 /,
    );
    assert.match(text, /exports \| 6 \| 4 comparisons/);
    assert.match(text, /\nAMD EPYC, 2 cores, linux x64, Node.js 20\.20\.2, 2026-01-02\.$/);
    const bad = { training: tally(60, { faults: ['weights differ', 'left: a.lock'], orphans: 1, filesLeft: 1 }) };
    assert.match(table({ kills: { ...measured, work: bad } })!, /: 2 faults; .*1 process and 1 file left behind/);
  });

  it('adds up changed files', () => {
    const text = table({ fuzz: { ...measured, kinds: { PNG: kind, '.pts': { ...kind, refused: 299, faults: 1 } } } })!;
    assert.match(text, /files of 2 kinds .* \| 2,000 \| 800 read as before, .*599 refused in a sentence, 1 fault \|/);
  });

  it('says what a cluster has made of kills', () => {
    const cluster = { runs: 1000, starts: 1003, startedAgain: 3, mostEpochsRepeated: 1 };
    const text = (faults: readonly string[]) => table({ cluster: { ...measured, ...cluster, faults } })!;
    assert.match(
      text([]),
      /1,000 runs on three Ray nodes.* \| 1 \| 1,003 starts: 3 runs began again; at most 1 epoch .*; all results as .* bit by bit \|/,
    );
    const none = table({ cluster: { ...measured, ...cluster, mostEpochsRepeated: 0, faults: [] } })!;
    assert.match(none, /began again; no epoch repeated; all results/);
    assert.match(text(['run 7 differs', 'run 8 differs']), /; faults: run 7 differs and run 8 differs \|/);
  });

  it('says what grew in long work', () => {
    const training = { epochs: 2000, tensors: [30, 30, 31], memorySlope: 0.25 };
    const sweep = { runs: 200, processes: [0, 2, 0], openFiles: [36, 40, 37], memorySlope: -1.04 };
    const text = table({ endurance: { ...measured, training, sweep } })!;
    assert.match(text, /2,000 epochs \| 1 \| 30 tensors at the beginning, 31 at the end; memory \+0\.3 MB/);
    assert.match(text, /processes: 0 before, 0 after; open files: 36 before, 37 after; .* -1\.0 MB/);
  });

  it('is not there without measurements, and names a file that is not valid', () => {
    assert.equal(reliabilityTable(folder()), undefined);
    assert.equal(table({}), undefined);
    assert.throws(
      () => table({ kills: { work: 3 } }),
      (error) => error instanceof DataError && /reliability\.json/.test(error.message),
    );
  });
});
