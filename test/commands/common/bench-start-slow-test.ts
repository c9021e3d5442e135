import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { benchStart } from '../../../lib/commands/common/bench-start';
import { nose } from '../../../lib/experiments/nose';
import { readBench } from '../../../lib/report/bench/record';
import { temporaryFolder, withEnvironment } from '../../environment';

describe('bench start', () => {
  const [folder, cache] = [temporaryFolder(), temporaryFolder()];
  withEnvironment(() => ({ FACES_CACHE: cache() }));

  it('says how long each section of the first report takes, and leaves nothing but its record and page', async () => {
    const page = await benchStart(folder(), nose, nose.smoke);
    const { rows, text } = readBench(folder()).sections.start!;
    assert.ok(rows.length > 4);
    const whole = rows.reduce((total, row) => total + Number(row.share), 0);
    assert.ok(Math.abs(whole - 100) < 1, String(whole));
    assert.match(text, /^A smoke run of the nose with all trainings/);
    assert.ok(readFileSync(page, 'utf8').includes('Time of the first report'));
    assert.deepEqual(readdirSync(folder()).sort(), ['bench.html', 'bench.json', 'index.html']);
  });
});
