import assert from 'node:assert/strict';
import { shareImages } from '../../lib/report/images';

describe('images', () => {
  it('are kept once each', () => {
    const [a, b] = ['pic-aa', 'pic-bb'].map(
      (id) => `<image id="${id}" width="200" href="data:image/webp;base64,AA=="/>`,
    );
    assert.equal(shareImages(`<i>${a}${b}</i>${a}<u>${b}</u>`), `<i>${a}${b}</i><u></u>`);
  });
});
