import { rollup } from 'd3-array';
import { count as counted } from '../../../format';
import { configError } from '../config';
import type { Config } from '../config';
import { problemOf } from '../found';
import type { Found } from '../found';
import type { Problem } from '../own-data';

/** Which landmarks a set of annotations has. */
export interface ChosenNames {
  /** Names of the landmarks in their order, all different; `0`, `1`, ... if they are only numbered. */
  readonly names: readonly string[];
  /** Whether they are only numbered. */
  readonly numbered: boolean;
  /** Name of a landmark in the annotations for each of `names`. */
  readonly keys: readonly string[];
  /** The annotations that have these landmarks. */
  readonly kept: readonly Found[];
  /** What is wrong with the others. */
  readonly problems: readonly Problem[];
  /** Landmarks that the files declare, but no face has. */
  readonly never: readonly string[];
}

const isNumber = (name: string): boolean => /^\d+$/.test(name);

/**
 * Chooses the landmarks of a data set: those of most faces. Faces with quite other landmarks, or with another number where
 * landmarks are told apart by their place in a list, become problems.
 *
 * @param found At least one.
 * @param declared Names in the order in which the files declare them.
 * @param config Its `names` give names and the order.
 * @param folder For messages.
 * @throws DataError when the names in the configuration are not those of the data.
 */
export function chooseNames(
  found: readonly Found[],
  declared: readonly string[],
  config: Config,
  folder: string,
): ChosenNames {
  const problems: Problem[] = [];
  const kept = ofOneKind(found, problems);
  const present = new Set(kept.flatMap(({ points }) => [...points.keys()]));
  if ([...present].every(isNumber)) return numbered(kept, present, config, folder, problems);
  const order = [...new Set([...declared, ...present])].filter((name) => present.has(name));
  const never = declared.filter((name) => !present.has(name));
  const names = config.names ? namesInOrder(config.names, order, folder) : order;
  return { names, numbered: false, keys: names, kept, problems, never };
}

/** Keeps the faces that share landmarks with most others, directly or through other faces. */
function ofOneKind(found: readonly Found[], problems: Problem[]): Found[] {
  const parent = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    while (parent.get(root)! !== root) root = parent.get(root)!;
    return root;
  };
  for (const { points } of found) {
    const [first, ...others] = points.keys();
    for (const name of [first!, ...others]) if (!parent.has(name)) parent.set(name, name);
    for (const name of others) parent.set(rootOf(name), rootOf(first!));
  }
  const kindOf = ({ points }: Found): string => rootOf(points.keys().next().value!);
  const kinds = rollup(found, (faces) => faces, kindOf);
  const [main, ...rest] = [...kinds.values()].sort((a, b) => b.length - a.length);
  for (const face of rest.flat()) {
    const some = (one: Found): string => [...one.points.keys()].slice(0, 3).join(', ');
    const problem = `its landmarks (${some(face)}, ...) are not those of most annotations (${some(main![0]!)}, ...)`;
    problems.push(
      problemOf(face.file, face.entry, problem, 'Put data with other landmarks into a folder of their own.'),
    );
  }
  return main!;
}

function numbered(
  faces: readonly Found[],
  present: ReadonlySet<string>,
  { names: given }: Config,
  folder: string,
  problems: Problem[],
): ChosenNames {
  const lists = faces.filter(({ count }) => count !== undefined);
  const counts = [
    ...rollup(
      lists,
      (ones) => ones.length,
      ({ count }) => count!,
    ),
  ].sort((a, b) => b[1] - a[1]);
  const expected = given?.length ?? counts[0]?.[0];
  const kept = faces.filter(({ file, entry, count }) => {
    if (count === undefined || count === expected) return true;
    const others = given ? `names in landmarks.json` : 'landmarks of most annotations';
    problems.push(problemOf(file, entry, `it has ${counted(count, 'landmark')} instead of the ${expected!} ${others}`));
    return false;
  });
  // Lists have all numbers from 0; elsewhere the numbers that occur count.
  const keys =
    expected !== undefined && lists.length > 0
      ? Array.from({ length: expected }, (_, i) => String(i))
      : [...present].sort((a, b) => Number(a) - Number(b));
  if (given && given.length !== keys.length) {
    throw configError(folder, [`names: there are ${given.length}, but the annotations have ${keys.length} landmarks`]);
  }
  checkDifferent(given ?? [], folder);
  const fromZero = keys.every((key, i) => Number(key) === i);
  return { names: given ?? keys, numbered: !given && fromZero, keys, kept, problems, never: [] };
}

/** The names in the order of the configuration, which must have the same ones. */
function namesInOrder(given: readonly string[], present: readonly string[], folder: string): readonly string[] {
  checkDifferent(given, folder);
  const unknown = given.filter((name) => !present.includes(name));
  const absent = present.filter((name) => !given.includes(name));
  const problems = [
    ...(unknown.length > 0 ? [`names: no annotation has the landmarks ${unknown.join(', ')}`] : []),
    ...(absent.length > 0 ? [`names: the landmarks ${absent.join(', ')} of the data are missing`] : []),
  ];
  if (problems.length > 0) throw configError(folder, problems);
  return given;
}

function checkDifferent(names: readonly string[], folder: string): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw configError(folder, [`names: '${twice}' is there twice`]);
}
