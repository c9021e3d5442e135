import assert from 'node:assert/strict';
import { UserError } from '../../lib/errors';
import { fullFaceNetwork } from '../../lib/networks/models/full-face';
import { noseNetwork } from '../../lib/networks/models/nose';
import { modelSource } from '../../lib/networks/models/source';

describe("a network's source code", () => {
  it('is the function, without comments and imports', () => {
    const { code, file } = modelSource(noseNetwork);
    assert.equal(file, 'lib/networks/models/nose.ts');
    assert.ok(code.startsWith('export function noseNetwork('));
    assert.ok(code.endsWith('}') && code.includes('conv1: new Conv2d('));
    assert.doesNotMatch(code, /^import|\/\*\*|interface/m);
  });

  it('comes with what it uses of its file, in the order of the file', () => {
    assert.match(modelSource(fullFaceNetwork).code, /^const CHANNELS = .*;\n\nexport function fullFaceNetwork\(/);
    const { code } = modelSource({ name: 'heatmapNetwork' });
    assert.match(
      code,
      /^export function heatmapNetwork[^]*\nclass HeatmapLayers[^]*\nfunction convolution[^]*\nfunction merge/,
    );
  });

  it('is refused for what is no network', () => {
    assert.throws(() => modelSource({ name: 'fetch' }), UserError);
  });
});
