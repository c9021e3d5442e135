import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cachePath, dataFolders, dataPath, root } from '../lib/paths';
import { withEnvironment } from './environment';

const project = join(__dirname, '..');

describe('paths', () => {
  describe('by default', () => {
    withEnvironment(() => ({ FACES_CACHE: undefined, FACES_DATA: undefined }));

    it("are in the project's folder, whatever the current one", () => {
      const home = process.cwd();
      process.chdir('/');
      try {
        assert.equal(root(), project);
        assert.equal(cachePath('runs', 'a'), join(project, '.cache', 'runs', 'a'));
        assert.equal(dataPath('x'), join(project, 'data', 'x'));
        assert.deepEqual(dataFolders(), [join(project, 'data')]);
      } finally {
        process.chdir(home);
      }
    });
  });

  describe('with environment variables', () => {
    withEnvironment(() => ({ FACES_CACHE: '/tmp/cache', FACES_DATA: 'elsewhere' }));

    it("are where these say, relative ones in the project's folder", () => {
      assert.equal(cachePath('runs'), '/tmp/cache/runs');
      assert.equal(dataPath('x'), join(project, 'elsewhere', 'x'));
      assert.deepEqual(dataFolders(), [join(project, 'elsewhere'), join(project, 'data')]);
    });
  });
});
