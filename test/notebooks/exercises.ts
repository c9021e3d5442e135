import { readFileSync } from 'node:fs';

interface Cell {
  readonly cell_type: string;
  readonly source: readonly string[];
}

/** The code of the exercises that a cell's text poses, in their order. */
export const exercisesIn = ({ source }: Cell): string[] =>
  [...source.join('').matchAll(/(?<=## Exercises[^]*)```ts\n([^]*?)```/g)].map(([, code]) => code!);

/** A notebook, as text, with the code of each exercise in a cell below. */
export function withExercises(file: string): string {
  const notebook = JSON.parse(readFileSync(file, 'utf8')) as { readonly cells: readonly Cell[] };
  const cells = notebook.cells.flatMap((cell) => [
    cell,
    ...exercisesIn(cell).map((source) => ({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    })),
  ]);
  return JSON.stringify({ ...notebook, cells });
}
