import assert from 'node:assert/strict';
import { readRanges } from '../../../lib/commands/common/ranges';

describe('commands/ranges', () => {
  const names = ['learningRate', 'extraChannels', 'augment'];

  it('reads ranges and lists, with the type of the parameter', () => {
    const texts = ['learning-rate=log(1e-5,1e-2)', 'extraChannels=3..6', 'augment=true,false'];
    assert.deepEqual(readRanges(texts, names), {
      learningRate: { kind: 'log', low: 1e-5, high: 1e-2, whole: false },
      extraChannels: { kind: 'linear', low: 3, high: 6, whole: true },
      augment: { kind: 'values', values: [true, false] },
    });
    assert.deepEqual(readRanges(['learningRate=0.001..0.01'], names), {
      learningRate: { kind: 'linear', low: 0.001, high: 0.01, whole: false },
    });
  });

  it('says what is wrong with a range', () => {
    const refused: Readonly<Record<string, RegExp>> = {
      'augment=0..1': /augment is not a number\. List its values/,
      'learningRate=1e-2..1e-3': /the first number must be below the second one/,
      'extraChannels=log(0,8)': /a logarithmic range starts above 0/,
      'extraChannels=0..900': /must be at most 256/,
      'extraChannels=0.5..3': /an integer/,
      'learningRate=a..b': /write a range with two numbers/,
      'learningRate=1..1e400': /write a range with two numbers/,
      'rate=1..2': /Unknown parameter 'rate'/,
    };
    for (const [text, message] of Object.entries(refused))
      assert.throws(() => readRanges([text], names), message, text);
    assert.throws(() => readRanges([], names), /--search needs what to vary/);
  });
});
