import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { optionOf, optionText, shellWord, wordsOf } from '../../lib/parameters/names';

describe('parameters/names', () => {
  it('writes a name as an option', () => {
    assert.equal(optionOf('learningRate'), '--learning-rate');
    assert.equal(optionOf('epochs'), '--epochs');
  });

  it('writes an option with its value as a shell reads it', () => {
    assert.equal(optionText('learningRate', 5e-4), '--learning-rate 5e-4');
    assert.equal(optionText('data', '/my photos'), "--data '/my photos'");
    const odd = ['plain/path-1.jpg', 'a b', "it's", '"; echo $HOME `id`', 'Zoë/写真', ''];
    for (const text of odd) {
      assert.equal(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' }), text);
    }
  });

  it('writes a name in words, abbreviations in capitals', () => {
    assert.equal(wordsOf('learningRate'), 'learning rate');
    assert.equal(wordsOf('validationMseAt1e-4'), 'validation MSE at 1e-4');
    assert.equal(wordsOf('emaDecay'), 'EMA decay');
    assert.equal(wordsOf('nme'), 'NME');
  });
});
