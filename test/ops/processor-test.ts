import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { UserError } from '../../lib/errors';
import { assertBfloat16, hasBfloat16, instructionSets } from '../../lib/ops/processor';

describe('ops/processor', () => {
  const has = /avx512_bf16|amx_bf16/.test(readFileSync('/proc/cpuinfo', 'utf8'));

  it('knows whether the processor has bfloat16 instructions', () => {
    assert.equal(hasBfloat16(), has);
  });

  it('names the instructions that decide how fast it trains', () => {
    const cpuinfo = readFileSync('/proc/cpuinfo', 'utf8');
    const sets = instructionSets();
    assert.equal(sets.includes('AVX-512'), /\bavx512f\b/.test(cpuinfo));
    assert.equal(sets.includes('AVX2'), /\bavx2\b/.test(cpuinfo) && !sets.includes('AVX-512'));
    assert.equal(sets.includes('bfloat16'), has);
  });

  it(`${has ? 'allows' : 'refuses'} bfloat16 on this processor`, () => {
    if (has) return assertBfloat16();
    const message = "This processor has no bfloat16 instructions (avx512_bf16 or amx_bf16). Use precision 'float32'.";
    assert.throws(assertBfloat16, (error) => error instanceof UserError && error.message === message);
  });
});
