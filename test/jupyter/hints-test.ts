import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import { completionReply, withHints } from '../../lib/jupyter/hints';
import type { Compiler } from '../../lib/jupyter/tslab';
import { temporaryFolder } from '../set-up/temporary-folder';

const SOURCE = `
interface Options {
  /** How many there are. */
  count?: number;
  kind?: 'best' | 'worst';
}
/**
 * Draws.
 *
 * @throws Never.
 */
declare function draw(data: { width: number }, { count }?: Options): void;
declare const several: readonly string[];
draw({ width: 3 }, { count: 4 });
draw({ width: 3 }, {  });
`;

const cancellation = { isCancellationRequested: () => false, throwIfCancellationRequested: () => undefined };

describe("the kernel's hints", () => {
  const folder = temporaryFolder();
  let original: Compiler & Pick<typeof ts, 'createProgram'>;
  before(() => {
    original = createRequire(__filename)('@tslab/typescript-for-tslab') as typeof original;
  });

  function compiled(): { program: ts.Program; file: ts.SourceFile } {
    const path = join(folder(), 'cell.ts');
    writeFileSync(path, SOURCE);
    const program = original.createProgram([path], { noLib: true, strict: true });
    return { program, file: program.getSourceFile(path)! };
  }
  const shownAt = (word: string): string => {
    const { program, file } = compiled();
    const at = SOURCE.lastIndexOf(word);
    const info = withHints(original).getQuickInfoAtPosition(file, program.getTypeChecker(), cancellation, at)!;
    return (info.tags ?? []).map(({ text }) => (text ?? []).map((part) => part.text).join('')).join('\n');
  };

  it('list the options of a function with types and meanings, and name its tags', () => {
    assert.equal(
      shownAt('draw'),
      '@throws Never.\n\noptions:\n  count?: number\n      How many there are.\n  kind?: "best" | "worst"',
    );
  });

  it('add nothing to what takes no options', () => {
    assert.equal(shownAt('several'), '');
    assert.equal(shownAt('width'), '');
  });

  it('give completions of properties their types, in the place that Jupyter has for them', () => {
    const { program, file } = compiled();
    const at = SOURCE.lastIndexOf('{  }') + 2;
    const found = withHints(original).Completions.getCompletionsAtPositionForTslab(
      {},
      program,
      () => undefined,
      file,
      at,
      {},
      undefined,
      1,
      cancellation,
    )!;
    const candidates = ['count', 'kind', 'draw'];
    const complete = () => ({ start: 3, end: 5, candidates, original: found });
    const reply = completionReply({ complete }, { code: '', cursor_pos: 5 });
    assert.deepEqual([reply.cursor_start, reply.cursor_end, reply.matches], [3, 5, candidates]);
    assert.deepEqual(reply.metadata, {
      _jupyter_types_experimental: [
        { start: 3, end: 5, text: 'count', type: 'number' },
        { start: 3, end: 5, text: 'kind', type: '"best" | "worst"' },
        null,
      ],
    });
    const plain = completionReply(
      { complete: () => ({ ...complete(), original: undefined }) },
      { code: '', cursor_pos: 0 },
    );
    assert.deepEqual(plain.metadata, {});
  });
});
