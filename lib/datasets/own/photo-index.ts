import { dirname, extname, posix } from 'node:path';

/** An annotation whose photo is not there or not the right one. */
export class WrongPhoto extends Error {
  /**
   * @param problem What is wrong, as a clause without its period.
   * @param remedy What to do about it, as a sentence.
   */
  constructor(
    readonly problem: string,
    readonly remedy: string,
  ) {
    super(problem);
  }
}

/** Finds the photos that annotations name. */
export class PhotoIndex {
  private readonly byPath = new Map<string, string>();
  private readonly byName = new Map<string, string[]>();
  private readonly byStem = new Map<string, string[]>();

  /** @param photos Paths relative to the data's folder, with `/`. */
  constructor(photos: readonly string[]) {
    for (const photo of photos) {
      const key = keyOf(photo);
      this.byPath.set(key, photo);
      append(this.byName, posix.basename(key), photo);
      append(this.byStem, stemOf(posix.basename(key)), photo);
    }
  }

  /**
   * The photo that an annotation means. Its path may be as it was on the annotator's computer: absolute, with
   * backslashes, in other upper and lower case, from another folder. It is looked for from the annotation file's folder,
   * then from the data's folder, then by as many of its last parts as fit; last without regard to its ending.
   *
   * @param written The path as written; null for the photo with the annotation file's own name.
   * @param annotation The annotation file's path, relative to the data's folder.
   * @returns The photo's path.
   * @throws WrongPhoto when there is none, or several fit equally.
   */
  find(written: string | null, annotation: string): string {
    const path = keyOf(written ?? annotation);
    const folder = dirname(keyOf(annotation));
    if (written !== null) {
      const exact = this.byPath.get(posix.join(folder, path)) ?? this.byPath.get(posix.normalize(path));
      if (exact !== undefined) return exact;
    }
    const name = posix.basename(path);
    const named = written === null ? undefined : this.byName.get(name);
    const candidates = named ?? this.byStem.get(stemOf(name)) ?? this.byStem.get(name) ?? [];
    if (candidates.length === 0) {
      const wanted =
        written === null ? `a photo of the name ${stemOf(posix.basename(annotation))}` : `the photo ${written}`;
      throw new WrongPhoto(`${wanted} is not in the folder`, 'Put the photo into the folder, or remove the entry.');
    }
    const wanted = written === null ? posix.join(folder, name) : path;
    return bestOf(candidates, wanted, folder, written ?? stemOf(annotation));
  }
}

/** The candidate that shares most of its path's end with the path wanted; of equal ones, the one nearest the annotation. */
function bestOf(candidates: readonly string[], wanted: string, folder: string, name: string): string {
  const rated = candidates.map((photo) => ({
    photo,
    shared: sharedEnd(keyOf(photo), wanted),
    near: keyOf(photo).startsWith(folder === '.' ? '' : `${folder}/`) ? 1 : 0,
  }));
  rated.sort((a, b) => b.shared - a.shared || b.near - a.near);
  const [best, second] = rated;
  if (second && second.shared === best!.shared && second.near === best!.near) {
    throw new WrongPhoto(
      `several photos could be ${name}: ${best!.photo}, ${second.photo}`,
      'Put the annotation beside its photo, or rename the photos.',
    );
  }
  return best!.photo;
}

/** Number of folders above the file in which two paths agree. */
function sharedEnd(a: string, b: string): number {
  const [x, y] = [dirname(a).split('/').reverse(), dirname(b).split('/').reverse()];
  const differs = x.findIndex((part, i) => part !== y[i]);
  return differs < 0 ? x.length : differs;
}

/** Paths that mean the same file: macOS writes letters with accents in another way, Windows ignores case. */
const keyOf = (path: string): string =>
  posix.normalize(
    path
      .replaceAll('\\', '/')
      .replace(/^[a-z]:/i, '')
      .normalize('NFC')
      .toLowerCase(),
  );

const stemOf = (name: string): string => name.slice(0, name.length - extname(name).length);

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
