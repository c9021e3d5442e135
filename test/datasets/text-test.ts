import assert from 'node:assert/strict';
import { decodeText } from '../../lib/datasets/text';

describe('decodeText', () => {
  const text = 'Zoë, 写真';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  it('reads UTF-8 and UTF-16 with a byte order mark, and UTF-8 without', () => {
    assert.equal(decodeText(Buffer.from(text)), text);
    assert.equal(decodeText(Buffer.from(`\ufeff${text}`)), text);
    assert.equal(decodeText(utf16), text);
    assert.equal(decodeText(Buffer.from(utf16).swap16()), text);
  });

  it('takes other bytes for Latin-1', () => {
    assert.equal(decodeText(Uint8Array.from([0x5a, 0x6f, 0xeb])), 'Zoë');
  });
});
