import assert from 'node:assert/strict';
import { sharePictures } from '../../lib/report/images';

describe('pictures', () => {
  it('are kept once each', () => {
    const [a, b] = ['pic-aa', 'pic-bb'].map(
      (id) => `<image id="${id}" width="200" href="data:image/webp;base64,AA=="/>`,
    );
    assert.equal(sharePictures(`<i>${a}${b}</i>${a}<u>${b}</u>`), `<i>${a}${b}</i><u></u>`);
  });
});
