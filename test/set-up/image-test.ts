import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from '../../lib/paths';
import { OWN_SOURCES } from '../../scripts/set-up/binding.mjs';

/** What runs during the set-up: the set-up itself and a trial of TensorFlow. */
const ENTRIES = ['scripts/set-up.mjs', 'lib/ops/tensorflow.ts'];

describe('the layer of the image that has the set-up', () => {
  const [before = ''] = readFileSync(join(root(), '.devcontainer/Dockerfile'), 'utf8').split('RUN npm run set-up');
  const copied = [...before.matchAll(/^COPY --chown=node:node (.+) \S+$/gm)].flatMap(([, names]) => names!.split(' '));

  it('is made from all files that the set-up needs', () => {
    const { metafile } = buildSync({
      entryPoints: ENTRIES,
      absWorkingDir: root(),
      outdir: 'unused',
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      packages: 'external',
      format: 'esm',
    });
    const needed = [...Object.keys(metafile.inputs), ...OWN_SOURCES, 'package-lock.json', '.npmrc'];
    const missing = needed.filter((file) => !copied.some((name) => file === name || file.startsWith(`${name}/`)));
    assert.deepEqual(missing, []);
  });

  it('is made again when any of the native code changes', () => {
    const folder = 'lib/ops/winograd';
    const files = readdirSync(join(root(), folder)).map((file) => `${folder}/${file}`);
    assert.deepEqual(
      files.filter((file) => !OWN_SOURCES.includes(file)),
      [],
    );
  });

  it('is not made again when other code changes', () => {
    assert.deepEqual(
      copied.filter((name) => ['.', 'lib', 'notebooks'].includes(name)),
      [],
    );
  });
});
