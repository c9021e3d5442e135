/** Words for the left and the right side. */
const SIDES: readonly (readonly [string, string])[] = [
  ['left', 'right'],
  ['l', 'r'],
  ['lt', 'rt'],
  ['lft', 'rgt'],
  ['links', 'rechts'],
  ['linke', 'rechte'],
  ['linker', 'rechter'],
  ['linkes', 'rechtes'],
  ['gauche', 'droite'],
  ['gauche', 'droit'],
  ['g', 'd'],
  ['izquierda', 'derecha'],
  ['izquierdo', 'derecho'],
  ['izq', 'der'],
  ['sinistra', 'destra'],
  ['sinistro', 'destro'],
  ['sx', 'dx'],
  ['esquerda', 'direita'],
  ['esquerdo', 'direito'],
  ['левый', 'правый'],
  ['левая', 'правая'],
  ['левое', 'правое'],
  ['左', '右'],
];

/** What the names of landmarks tell about their symmetry. */
export interface NamedSides {
  /** Pairs of indices, left and right. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Indices of landmarks that are named after one side, without any for the other one. */
  readonly alone: readonly number[];
}

/**
 * Finds the landmarks whose names differ only in the side: `left_eye` and `right_eye`, `LEye` and `REye`, `eye.l` and
 * `eye.r`, `leye` and `reye`, in English and some other languages.
 *
 * @param names Names of all landmarks, all different.
 */
export function sidesByName(names: readonly string[]): NamedSides {
  const parts = names.map(wordsOf);
  const index = new Map(parts.map((words, i) => [keyOf(words), i]));
  const partner = new Map<number, number>();
  const sided = new Set<number>();
  parts.forEach((words, i) => {
    words.forEach((word, place) => {
      for (const other of othersOf(word)) {
        const found = index.get(keyOf(words.map((one, k) => (k === place ? other : one))));
        if (found !== undefined && found !== i) partner.set(i, found);
        // Of a single letter it is only known to mean a side if there is the other one.
        if (word.length > 1 || found !== undefined) sided.add(i);
      }
    });
  });
  glued(names, partner, sided);
  const pairs = [...partner].filter(([a, b]) => a < b && partner.get(b) === a);
  const paired = new Set(pairs.flat());
  return { pairs, alone: [...sided].filter((i) => !paired.has(i)) };
}

/** `leye` and `reye`: the side as a first letter. */
function glued(names: readonly string[], partner: Map<number, number>, sided: Set<number>): void {
  names.forEach((name, i) => {
    if (sided.has(i) || !/^[lL]\p{Ll}{2}/u.test(name)) return;
    const other = names.indexOf((name.startsWith('l') ? 'r' : 'R') + name.slice(1));
    if (other < 0 || sided.has(other)) return;
    partner.set(i, other).set(other, i);
    sided.add(i).add(other);
  });
}

/** `leftEye_2` -> left, eye, 2: words in lower case, at changes of case, of script and of kind. */
const wordsOf = (name: string): string[] =>
  [...name.normalize('NFC').matchAll(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+|\p{Lo}/gu)].map(([word]) =>
    word.toLowerCase(),
  );

const keyOf = (words: readonly string[]): string => words.join(' ');

const othersOf = (word: string): string[] =>
  SIDES.flatMap(([left, right]) => (word === left ? [right] : word === right ? [left] : []));
