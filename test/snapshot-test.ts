import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchSnapshot, readable } from './snapshot';

describe('snapshots', () => {
  const file = join(__dirname, 'snapshots', 'scratch.txt');
  const { CI, UPDATE_SNAPSHOTS } = process.env;
  const setEnvironment = (values: Record<string, string | undefined>) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  beforeEach(() => setEnvironment({ CI: undefined, UPDATE_SNAPSHOTS: undefined }));
  afterEach(() => {
    setEnvironment({ CI, UPDATE_SNAPSHOTS });
    rmSync(file, { force: true });
  });

  it('are written once, then compared', () => {
    matchSnapshot('a\nb', 'scratch.txt');
    assert.equal(readFileSync(file, 'utf8'), 'a\nb\n');
    assert.doesNotThrow(() => matchSnapshot('a\nb\n', 'scratch.txt'));
    assert.throws(() => matchSnapshot('a\nc', 'scratch.txt'), {
      message: 'scratch.txt is not as its snapshot (UPDATE_SNAPSHOTS=1 accepts it).\nline 2:\n- b\n+ c',
    });
    process.env.UPDATE_SNAPSHOTS = '1';
    matchSnapshot('a\nc', 'scratch.txt');
    assert.equal(readFileSync(file, 'utf8'), 'a\nc\n');
  });

  it('show only the beginning of a large difference', () => {
    writeFileSync(file, 'x\n'.repeat(100));
    assert.throws(
      () => matchSnapshot('y\n'.repeat(100), 'scratch.txt'),
      ({ message }: Error) => message.split('\n').length === 20,
    );
  });

  it('must be there in continuous integration', () => {
    process.env.CI = '1';
    assert.throws(() => matchSnapshot('a', 'scratch.txt'), /missing/);
  });

  it('have HTML with one element a line and nothing that nobody reads', () => {
    const path = 'M0 0L1 1'.repeat(20);
    const image = (id: string) => `<image id="pic-${id}" href="data:image/webp;base64,AAAA+/=="/>`;
    matchSnapshot(
      readable(
        `<!doctype html><figure class="a" data-note="1 > 0"><style>b { c: d }</style><script>if (1 < 2) f();</script>` +
          `<svg><defs>${image('0123456789ab')}${image('ba9876543210')}</defs><path d="${path}"/><use href="#pic-ba9876543210"/></svg>` +
          `<script type="application/json">{"x":[1,2],"y":[${Array.from({ length: 20 }, (_, i) => i).join()}]}</script>` +
          `<p>One <strong>two</strong><br>three</p><ul><li>a</li>\n  <li></li></ul></figure>`,
      ),
      'readable.html',
    );
  });
});
