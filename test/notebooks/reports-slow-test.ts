import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { experiments } from '../../lib/experiments/all';
import { makeReport } from '../../lib/report/report';

const MEGABYTES = 2 ** 20;

for (const { name, notebook, smoke, headline, bestHeadline } of experiments) {
  describe(`report of ${notebook}`, function () {
    this.timeout(600_000);
    let folder: string;
    before(() => (folder = mkdtempSync(join(tmpdir(), 'report-'))));
    after(() => rmSync(folder, { recursive: true }));

    it('is made by its notebook, run in short form in the real kernel', async () => {
      const parameters = { parameters: smoke, force: false };
      const command = `npm run report -- ${name} --smoke`;
      const { html, record } = await makeReport({ name, notebook, parameters, command, smoke: true, folder });
      assert.ok(statSync(html).size < (name === 'nose' ? 8 : 20) * MEGABYTES);
      assert.equal(record.name, name);
      assert.ok(record.smoke);
      for (const [figure, value] of Object.entries(record.headline)) {
        assert.ok(figure in headline || figure in bestHeadline, figure);
        assert.ok(Number.isFinite(value), figure);
      }
      for (const [parameter, value] of Object.entries(smoke)) {
        assert.deepEqual(record.parameters[parameter]!.value, value);
      }
      assert.ok(record.runs.length > 0);
    });
  });
}
