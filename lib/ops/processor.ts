import { readFileSync } from 'node:fs';
import { UserError } from '../errors';

let known: ReadonlySet<string> | undefined;

/** Whether the processor has all of these instructions, named as Linux names them: 'avx2', 'fma'. */
export function hasInstructions(...names: string[]): boolean {
  known ??= new Set(processorFlags().split(' '));
  return names.every((name) => known!.has(name));
}

/** Whether the processor has bfloat16 instructions (avx512_bf16 or amx_bf16 among Linux's flags), as training needs. */
export function hasBfloat16(): boolean {
  return hasInstructions('avx512_bf16') || hasInstructions('amx_bf16');
}

/** The instructions that decide how fast the processor trains: `['AVX-512', 'bfloat16']`, `['AVX2']`, or none that is known. */
export function instructionSets(): string[] {
  const widest = hasInstructions('avx512f') ? ['AVX-512'] : hasInstructions('avx2') ? ['AVX2'] : [];
  return [...widest, ...(hasBfloat16() ? ['bfloat16'] : [])];
}

/**
 * Checks that the processor has bfloat16 instructions.
 *
 * @throws UserError when it has none.
 */
export function assertBfloat16(): void {
  if (hasBfloat16()) return;
  throw new UserError(
    "This processor has no bfloat16 instructions (avx512_bf16 or amx_bf16). Use precision 'float32'.",
  );
}

function processorFlags(): string {
  try {
    return /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}
