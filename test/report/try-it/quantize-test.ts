import assert from 'node:assert/strict';
import { simplify } from '../../../lib/networks/trace/simplify';
import { traceNetwork } from '../../../lib/networks/trace/trace';
import { unpack } from '../../../lib/report/page/try-it/unpack';
import { networkProgram } from '../../../lib/report/try-it/quantize';
import { smallNetwork } from '../../networks/small';

/** For each constant that is quantized: how many numbers it has, and their root mean square error, relative to theirs. */
async function errorsOf(width: number, height: number, compact: boolean): Promise<(readonly [number, number])[]> {
  const network = smallNetwork({ width, height, seed: 1 });
  const { constants } = simplify(traceNetwork(network));
  const program = networkProgram(network, compact);
  network.dispose();
  const quantized = new Set(program.constants.filter(({ scales }) => scales).map(({ value }) => value));
  return (await unpack(program)).flatMap(({ value, numbers }) => {
    if (!quantized.has(value)) return [];
    const before = constants.get(value)!.values;
    let [difference, size] = [0, 0];
    before.forEach((number, i) => {
      difference += (numbers[i]! - number) ** 2;
      size += number ** 2;
    });
    return [[before.length, Math.sqrt(difference / size)] as const];
  });
}

describe('report/try-it/quantize', () => {
  it('keeps the weights of small networks to one part in ten thousand', async () => {
    const errors = await errorsOf(8, 6, false);
    assert.deepEqual(
      errors.map(([size]) => size),
      [72, 3072],
    );
    for (const [size, error] of errors) assert.ok(error < 1e-4, `${size}: ${error}`);
  });

  it('spends fewer bits in small pages, the fewest where there are most weights', async () => {
    const [conv, linear] = await errorsOf(160, 120, true);
    assert.deepEqual([conv![0], linear![0]], [72, 1_228_800]);
    assert.ok(conv![1] < 0.002, `10 bits: ${conv![1]}`);
    assert.ok(linear![1] > 0.02 && linear![1] < 0.05, `5 bits: ${linear![1]}`);
  });
});
