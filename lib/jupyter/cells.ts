import { SourceMap } from 'node:module';

const CELL = /^cell-(\d+)$/;

interface Cell {
  readonly source: string[];
  /** From CommonJS back to ES module, then to the cell. */
  readonly maps: readonly SourceMap[];
}

/** Where a frame of a compiled cell comes from. */
export interface CellLine {
  readonly cell: number;
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** What the kernel has run: the source of each cell by its execution number, to explain errors by its lines. */
export class Cells {
  readonly #cells = new Map<number, Cell>();
  #number = 0;
  #source = '';
  #maps: SourceMap[] = [];

  /** A new cell is about to be compiled; its number is the one that Jupyter shows in brackets. */
  begin(source: string): void {
    this.#number++;
    this.#source = source;
    this.#maps = [];
  }

  /** Keeps the maps of tslab's two compilations (TypeScript to ES module with its map inside, that to CommonJS). */
  compiled(first: string, secondMap: string): void {
    const inline = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/.exec(first)?.[1];
    if (inline === undefined) return;
    this.#maps = [secondMap, Buffer.from(inline, 'base64').toString()].map((json) => new SourceMap(parse(json)));
  }

  /** The output of the current cell under a name that `find` knows again in a stack. */
  named(output: string): string {
    this.#cells.set(this.#number, { source: this.#source.split('\n'), maps: this.#maps });
    return `${output}\n//# sourceURL=cell-${String(this.#number)}`;
  }

  /** The line of a cell behind a frame, or undefined where the file is no cell. Line and column count from 1. */
  find(file: string, line: number, column: number): CellLine | undefined {
    const number = Number(CELL.exec(file)?.[1]);
    const cell = this.#cells.get(number);
    if (cell === undefined) return undefined;
    let position = { line: line - 1, column: column - 1 };
    for (const map of cell.maps) {
      const entry = map.findEntry(position.line, position.column);
      if (!('originalLine' in entry)) return { cell: number, line: 1, text: cell.source[0] ?? '' };
      position = { line: entry.originalLine, column: entry.originalColumn };
    }
    // tslab puts one line before the cell, so its first line is number 1 as counted from 0.
    return { cell: number, line: position.line, text: cell.source[position.line - 1] ?? '' };
  }

  /** A line of the cell that is being compiled, counted from 1. */
  currentLine(line: number): string {
    return this.#source.split('\n')[line - 1] ?? '';
  }
}

function parse(json: string): ConstructorParameters<typeof SourceMap>[0] {
  return JSON.parse(json) as ConstructorParameters<typeof SourceMap>[0];
}
