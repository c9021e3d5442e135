import { readFileSync } from 'node:fs';

let known: boolean | undefined;

/** Whether the processor computes in bfloat16, and TensorFlow's library with it (Linux's flags avx512_bf16, amx_bf16). */
export function hasBfloat16(): boolean {
  known ??= /\b(avx512_bf16|amx_bf16)\b/.test(processorFlags());
  return known;
}

/** @throws Error where the processor does not compute in bfloat16. */
export function assertBfloat16(): void {
  if (hasBfloat16()) return;
  throw new Error(
    "This processor has no bfloat16 instructions (avx512_bf16 or amx_bf16): use the precision 'float32' on it.",
  );
}

function processorFlags(): string {
  try {
    return /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}
