import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DataError } from '../../../lib/errors';
import { root } from '../../../lib/paths';
import { keepBench, readBench } from '../../../lib/report/bench/record';
import { accuracyTable, keepHeadline } from '../../../lib/report/readme/accuracy';
import { withTables, writeTables } from '../../../lib/report/readme/tables';
import { temporaryFolder } from '../../environment';

const marked = (name: string): string => `Before.\n\n<!-- table: ${name} -->\n<!-- end of table -->\n\nAfter.\n`;

describe('tables of the README', () => {
  const folder = temporaryFolder();
  const measured = (name: string, content: unknown): void => {
    const file = join(folder(), name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  };

  it('are those of the measurements (npm run readme writes them)', () => {
    const text = readFileSync(join(root(), 'README.md'), 'utf8');
    assert.equal(text, withTables(text, root()));
    assert.ok(text.match(/^\| /gm)!.length > 9);
  });

  it('stand between their marks, as often as they are made', () => {
    const rows = [
      { network: 'small', imagesPerSecond: 12.5, relativeToPyTorch: 1.5, command: 'npm run bench -- nose' },
    ];
    keepBench(join(folder(), 'reports'), 'speed', {
      title: 'Speed',
      text: '',
      command: '',
      measuredOn: 'A machine.',
      measured: '2026-11-27T00:00:00.000Z',
      columns: [],
      rows,
      charts: [],
    });
    const once = withTables(marked('speed'), folder());
    assert.match(
      once,
      /^Before\.\n\n<!-- table: speed -->\n\n\| network .*\n.*\n\| small \| 12\.5 images\/s \| 1\.50x \|/,
    );
    assert.match(once, /\n\nA machine\.\n\n<!-- end of table -->\n\nAfter\.\n$/);
    assert.equal(withTables(once, folder()), once);
    keepBench(join(folder(), 'reports'), 'speed-bfloat16', {
      ...readBench(join(folder(), 'reports')).sections.speed!,
      measuredOn: 'Another machine.',
    });
    const both = withTables(marked('speed'), folder());
    assert.match(both, /\n\nA machine\.\n\n\| network [^]*\n\nAnother machine\.\n\n<!-- end of table -->/);
    writeFileSync(join(folder(), 'README.md'), marked('speed'));
    assert.deepEqual(writeTables(folder()), ['README.md']);
    assert.deepEqual(writeTables(folder()), []);
  });

  it('set the prediction beside that of face-api', () => {
    keepBench(join(folder(), 'reports'), 'predict', {
      title: 'Prediction',
      text: 'Speed on 171 photos.',
      command: 'npm run bench -- predict',
      measuredOn: 'A machine; 3 rounds.',
      measured: '2026-11-28T00:00:00.000Z',
      columns: [],
      rows: [
        { pipeline: 'this library', photosPerSecond: 5.04, msPerFace: 102.4, nme: 3.6, found: 1170 },
        { pipeline: 'face-api', photosPerSecond: 4.1, msPerFace: 143, nme: 8.12, found: 150 },
      ],
      charts: [],
    });
    const table = withTables(marked('prediction'), folder());
    assert.match(table, /\| this library \| 5\.04 photos\/s \| 102 ms\/face \| 3\.60% \| 1,170 \|\n\| face-api \|/);
    assert.match(table, /\n\nSpeed on 171 photos\. A machine; 3 rounds\. `npm run bench -- predict`\n\n<!-- end/);
  });

  it('leave out what was not measured', () => {
    for (const name of ['speed', 'prediction', 'set-up', 'reliability']) {
      assert.equal(withTables(marked(name), folder()), marked(name));
    }
    assert.equal(
      accuracyTable(folder(), () => ({})),
      undefined,
    );
    const table = accuracyTable(folder(), () => ({ noseMse: 2.18e-5, noseMseSd: 1.76e-6 }));
    assert.match(table ?? '', /\| – \| – \| MSE 0\.0000218 ± 0\.0000018 \| – \|/);
  });

  it('take up the main figures of a new report and keep those of others', () => {
    measured('reports/measured/accuracy.json', { resnet: { nmeFaceApi: 7.06 } });
    keepHeadline({ name: 'nose', headline: { constantMse: 0.005, validationMse: 0.002 } }, folder());
    const table = accuracyTable(folder(), () => ({})) ?? '';
    assert.match(table, /\| MSE 0\.00500 \| MSE 0\.00200 \| – \| – \|/);
    assert.match(table, /\| NME 7\.06% \|/);
  });

  it('name a file that is not valid, and a mark that means nothing', () => {
    measured('reports/measured/set-up.json', { rows: [{ step: 'a' }] });
    assert.throws(
      () => withTables(marked('set-up'), folder()),
      (error) => error instanceof DataError && /set-up\.json/.test(error.message),
    );
    assert.throws(() => withTables(marked('prices'), folder()), /accuracy, speed, prediction, set-up, reliability/);
  });
});
