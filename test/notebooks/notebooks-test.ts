import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { experiments } from '../../lib/experiments/all';

interface Cell {
  cell_type: string;
  source: string[];
  outputs?: unknown[];
  execution_count?: number | null;
}

const names = readdirSync('notebooks').filter((name) => name.endsWith('.ipynb'));

for (const name of names) {
  describe(`notebooks/${name}`, () => {
    const { cells, metadata } = JSON.parse(readFileSync(join('notebooks', name), 'utf8')) as {
      cells: Cell[];
      metadata: { kernelspec: { name: string } };
    };
    const code = cells.filter(({ cell_type }) => cell_type === 'code');

    it('is kept without outputs', () => {
      for (const { outputs, execution_count } of code) {
        assert.deepEqual(outputs, []);
        assert.equal(execution_count, null);
      }
    });

    it("runs in the project's kernel", () => assert.equal(metadata.kernelspec.name, 'faces'));

    it('begins with the parameters and ends with the conclusion', () => {
      assert.match(
        code[0]!.source.join(''),
        /^import { \w+ } from '.\/lib\/experiments\/[\w-]+';\n\nconst parameters = /,
      );
      assert.match(code.at(-1)!.source.join(''), /^conclude\(/);
    });

    it('has short cells, imports apart', () => {
      for (const { source } of code) {
        const lines = source.filter((line) => !line.startsWith('import '));
        assert.ok(lines.length <= 14, source.join(''));
      }
    });
  });
}

describe('notebooks', () => {
  it('are twins of the experiments', () => {
    assert.deepEqual(
      names.map((name) => `notebooks/${name}`).sort(),
      experiments.map(({ notebook }) => notebook).sort(),
    );
    for (const { source } of experiments) assert.ok(existsSync(source), source);
  });
});
