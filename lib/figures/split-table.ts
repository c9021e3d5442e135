import type { Face } from '../landmarks/face';
import type { Figure, FigureOptions } from './figure';
import { table } from './table';
import type { Column } from './table';

interface Part {
  readonly name: string;
  readonly faces: readonly Face[];
}

/**
 * The two parts of a split: their faces, their groups (people, or photos with their mirrored copies), and how many
 * faces have each value of labels with few values.
 *
 * @param samples The parts, and how the split was made: `by person`.
 * @example splitTable(data)
 */
export function splitTable(
  {
    training,
    validation,
    split,
  }: {
    readonly training: { readonly faces: readonly Face[] };
    readonly validation: { readonly faces: readonly Face[] };
    readonly split: string;
  },
  options: FigureOptions = {},
): Figure {
  const parts: Part[] = [
    { name: 'training', faces: training.faces },
    { name: 'validation', faces: validation.faces },
  ];
  const all = [...training.faces, ...validation.faces];
  const groups = all.some(({ labels }) => labels.person !== undefined) ? 'People' : 'Photo groups';
  const columns: Column<Part>[] = [
    { title: 'Set', value: ({ name }) => name },
    { title: 'Images', value: ({ faces }) => faces.length },
    { title: groups, value: ({ faces }) => new Set(faces.map(({ group }) => group)).size },
    ...labelColumns(all),
  ];
  return table(parts, columns, `Training and validation sets, split ${split}.`, options);
}

function labelColumns(all: readonly Face[]): Column<Part>[] {
  const names = [...new Set(all.flatMap(({ labels }) => Object.keys(labels)))];
  return names.flatMap((name) => {
    const values = [...new Set(all.flatMap(({ labels }) => labels[name] ?? []))].sort();
    if (values.length < 2 || values.length > 4) return [];
    const count = (faces: readonly Face[], value: string) =>
      faces.filter(({ labels }) => labels[name] === value).length;
    return values.map((value): Column<Part> => ({
      title: `${name}: ${value}`,
      value: ({ faces }) => count(faces, value),
    }));
  });
}
