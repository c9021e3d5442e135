import { FACE, mirrorTable } from '../../../landmarks/landmark-set';
import type { FacePart, LandmarkSet } from '../../../landmarks/landmark-set';
import { configError, LandmarkFinder } from '../config';
import type { Decision } from '../own-data';
import { knownSet } from './known';
import { sidesByName } from './mirror-by-name';
import { FEWEST_FOR_SYMMETRY, symmetryOf } from './mirror-by-shape';
import { decideNormalizer } from './normalizer';
import { polylinesOf } from './outlines';
import { GIVEN } from './scheme-data';
import type { Decided, KnownSet, SchemeData } from './scheme-data';

/**
 * Works out a landmark set: its symmetry, what its errors are measured in, and what lines to draw.
 *
 * @returns The set, and what was decided, for people to check.
 * @throws DataError when `landmarks.json` names landmarks that there are not.
 */
export function decideLandmarkSet(data: SchemeData): { set: LandmarkSet; decisions: Decision[] } {
  const { chosen, folder, shapes, config } = data;
  const finder = new LandmarkFinder(chosen.names);
  const known = chosen.numbered && shapes ? knownSet(shapes.mean) : null;
  const mirror = decideMirror(data, known?.set, finder);
  const normalizer = decideNormalizer(data, known?.set, finder);
  const parts = decideParts(data, known?.set, finder);
  if (finder.problems.length > 0) throw configError(folder, finder.problems);
  const set: LandmarkSet = {
    name: known?.set.name ?? data.name,
    subject: config.subject ?? (known || chosen.names.some(isOfFace) ? FACE : 'object'),
    count: chosen.names.length,
    ...(!chosen.numbered && { names: chosen.names }),
    parts: parts.it,
    mirror: mirror.it ?? mirrorTable(chosen.names.length, []),
    symmetric: mirror.it !== null,
    noseTip: known?.set.noseTip ?? -1,
    normalizer: normalizer.it,
  };
  const decisions = [
    decideNames(data, known?.title),
    row('Mirror pairs', mirror),
    row('Errors are divided by', normalizer),
    row('Lines', parts),
  ];
  return { set, decisions };
}

/** Whether a landmark's name is that of a part of the face. */
const isOfFace = (name: string): boolean => /eye|nose|nasal|mouth|lip|chin|jaw|brow|cheek/i.test(name);

const row = (topic: string, { value, basis, given }: Omit<Decision, 'topic'>): Decision => ({
  topic,
  value,
  basis,
  given,
});

function decideNames({ chosen: { names, numbered, never }, config }: SchemeData, title?: string): Decision {
  const value = numbered ? `${names.length}, numbered from 0` : `${names.length}: ${listed(names)}`;
  if (config.names) return { topic: 'Landmarks', value, ...GIVEN };
  const unused = never.length > 0 ? `; never marked: ${listed(never)}` : '';
  return {
    topic: 'Landmarks',
    value,
    basis: title ? `recognized as those of ${title}` : `annotations${unused}`,
    given: false,
  };
}

function decideMirror(
  { chosen, config, shapes }: SchemeData,
  known: KnownSet,
  finder: LandmarkFinder,
): Decided<readonly number[] | null> {
  const { names } = chosen;
  const pairsIn = (table: readonly number[]) =>
    table.flatMap((to, from): [number, number][] => (from < to ? [[from, to]] : []));
  const described = (table: readonly number[]) => {
    const pairs = pairsIn(table).map(([a, b]) => `${names[a]!} / ${names[b]!}`);
    return `${pairs.length} pairs: ${listed(pairs)}`;
  };
  const none = { it: null, value: 'none; photos are not flipped' };
  if (config.mirror === false) return { ...none, ...GIVEN };
  if (config.mirror) {
    const pairs = config.mirror.map(([a, b]): [number, number] => [finder.find(a, 'mirror'), finder.find(b, 'mirror')]);
    const all = pairs.flat();
    const twice = all.find((i, at) => i >= 0 && all.indexOf(i) < at);
    if (twice !== undefined) finder.problems.push(`mirror: '${names[twice]!}' is there twice`);
    if (finder.problems.length > 0) return { ...none, ...GIVEN };
    const table = mirrorTable(names.length, pairs);
    return { it: table, value: described(table), ...GIVEN };
  }
  if (known) return { it: known.mirror, value: described(known.mirror), basis: 'recognized landmarks', given: false };
  const { pairs, alone } = chosen.numbered ? { pairs: [], alone: [] } : sidesByName(names);
  if (alone.length > 0 && pairs.length > 0) {
    const lonely = listed(alone.map((i) => names[i]!));
    return { ...none, basis: `names of the landmarks: no counterpart of ${lonely}`, given: false };
  }
  if (pairs.length > 0) {
    const table = mirrorTable(names.length, pairs);
    return { it: table, value: described(table), basis: 'names of the landmarks', given: false };
  }
  const symmetry = shapes && symmetryOf(shapes);
  if (!symmetry) {
    const tooFew = names.length < FEWEST_FOR_SYMMETRY;
    return { ...none, basis: tooFew ? 'too few landmarks to tell' : 'the mean shape is not symmetric', given: false };
  }
  const deviation = `${(100 * symmetry.deviation).toFixed(1)}% of its radius`;
  return {
    it: symmetry.mirror,
    value: described(symmetry.mirror),
    basis: `symmetry of the mean shape (off by ${deviation})`,
    given: false,
  };
}

function decideParts(
  { chosen: { names, keys }, edges, config }: SchemeData,
  known: KnownSet,
  finder: LandmarkFinder,
): Decided<readonly FacePart[]> {
  const described = (parts: readonly FacePart[]) => `${parts.length}: ${listed(parts.map(({ name }) => name))}`;
  if (config.parts) {
    const parts = config.parts.map(({ name, landmarks, closed = false }) => ({
      name,
      landmarks: landmarks.map((one) => finder.find(one, `parts, ${name}`)),
      closed,
    }));
    return { it: parts, value: described(parts), ...GIVEN };
  }
  if (known) return { it: known.parts, value: described(known.parts), basis: 'recognized landmarks', given: false };
  const indices = edges.map(([a, b]): [number, number] => [keys.indexOf(a), keys.indexOf(b)]);
  const joined = polylinesOf(
    indices.filter(([a, b]) => a >= 0 && b >= 0 && a !== b),
    names,
  );
  if (joined.length > 0)
    return { it: joined, value: described(joined), basis: 'skeleton of the annotations', given: false };
  return { it: [], value: 'none', basis: 'the annotations have none', given: false };
}

/** At most six of a list, in words. */
const listed = (all: readonly string[]): string =>
  all.length > 6 ? `${all.slice(0, 5).join(', ')} and ${all.length - 5} more` : all.join(', ');
