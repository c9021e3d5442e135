import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pythonOf } from '../../scripts/set-up/python.mjs';
import { temporaryFolder } from './temporary-folder';

describe('unpack.py', () => {
  const folder = temporaryFolder();
  const python = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(pythonOf(process.cwd()), args, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout;
  };

  it("takes libraries, the C interface's headers and CUDA out of a wheel, and nothing else", () => {
    const wanted = [
      'nvidia/cublas/lib/libcublas.so.12',
      'tensorflow/include/absl/base/config.h',
      'tensorflow/include/tensorflow/c/c_api.h',
      'tensorflow/libtensorflow_cc.so.2',
      'tensorflow/libtensorflow_framework.so.2',
    ];
    const others = [
      'tensorflow/python/framework/ops.py',
      'tensorflow/include/tensorflow/core/kernels/conv.h',
      'nvidia/cublas/include/cublas.h',
      'nvidia/../../escaped/lib/x.so',
      'tensorflow-2.21.0.dist-info/RECORD',
    ];
    const wheel = join(folder(), 'some.whl');
    const make =
      'import sys, zipfile\nw = zipfile.ZipFile(sys.argv[1], "w")\nfor n in sys.argv[2:]: w.writestr(n, n)\nw.close()';
    python('-c', make, wheel, ...wanted, ...others);
    const said = python('scripts/set-up/unpack.py', wheel, join(folder(), 'out/in'));
    const out = join(folder(), 'out/in');
    const found = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
    // What landmarks out of the folder is kept inside.
    assert.deepEqual(found.sort(), [...wanted, 'nvidia/escaped/lib/x.so'].sort());
    assert.deepEqual(readdirSync(folder()).sort(), ['out', 'some.whl']);
    assert.deepEqual(readdirSync(join(folder(), 'out')), ['in']);
    assert.match(said, /^\d+ of \d+ MB$/m);
  });
});
