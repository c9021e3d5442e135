import { SourceMap } from 'node:module';

const CELL = /^cell-(\d+)$/;

interface Cell {
  readonly source: string[];
  /** From CommonJS back to ES module, then to the cell. */
  readonly maps: readonly SourceMap[];
}

/** The line of a cell that a stack's frame comes from. */
export interface CellLine {
  readonly cell: number;
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** The source of each cell that the kernel has run, by execution number, so that errors can show its lines. */
export class Cells {
  readonly #cells = new Map<number, Cell>();
  #number = 0;
  #source = '';
  #maps: SourceMap[] = [];

  /**
   * To be called before a cell is compiled. Its number is the one that Jupyter shows in brackets.
   *
   * @param source The cell's code.
   */
  begin(source: string): void {
    this.#number++;
    this.#source = source;
    this.#maps = [];
  }

  /**
   * Keeps the source maps of tslab's two compilations.
   *
   * @param first The ES module made from TypeScript, with its map inside.
   * @param secondMap The map from CommonJS to that module, as JSON.
   */
  compiled(first: string, secondMap: string): void {
    const inline = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/.exec(first)?.[1];
    if (inline === undefined) return;
    this.#maps = [secondMap, Buffer.from(inline, 'base64').toString()].map((json) => new SourceMap(parse(json)));
  }

  /**
   * Names the compiled code of the current cell.
   *
   * @param output The compiled code.
   * @returns The code under a name by which `find` recognizes it in a stack.
   */
  named(output: string): string {
    this.#cells.set(this.#number, { source: this.#source.split('\n'), maps: this.#maps });
    return `${output}\n//# sourceURL=cell-${String(this.#number)}`;
  }

  /**
   * The line of a cell behind a stack's frame.
   *
   * @param file The frame's file.
   * @param line The frame's line, from 1.
   * @param column The frame's column, from 1.
   * @returns Undefined where the file is no cell.
   */
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
    // tslab puts one line before the cell, so the cell's first line is line 1 when counted from 0.
    return { cell: number, line: position.line, text: cell.source[position.line - 1] ?? '' };
  }

  /**
   * A line of the cell that is being compiled.
   *
   * @param line From 1.
   * @returns The line's text, empty beyond the end.
   */
  currentLine(line: number): string {
    return this.#source.split('\n')[line - 1] ?? '';
  }
}

function parse(json: string): ConstructorParameters<typeof SourceMap>[0] {
  return JSON.parse(json) as ConstructorParameters<typeof SourceMap>[0];
}
