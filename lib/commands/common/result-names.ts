import { dirname, join, parse, resolve } from 'node:path';

/** What follows a photo's name in those of its results. */
const SUFFIX = '-keypoints';

/** Whether a file's name is that of a picture or of data that a command has written. */
export const isResult = (file: string): boolean => parse(file).name.endsWith(SUFFIX);

/**
 * Where the results for photos are written: `FOLDER/NAME-keypoints` and an ending. Photos whose results would have the same
 * name get longer ones: `a.jpg` and `a.png` become `a.jpg-keypoints` and `a.png-keypoints`, others a number.
 *
 * @param photos Paths of the photos; one given twice counts once.
 * @param out The folder for all results; by default, that of each photo.
 * @returns Path without ending by photo, all different whatever the case of their letters.
 */
export function resultNames(photos: readonly string[], out?: string): Map<string, string> {
  const distinct = [...new Map(photos.map((photo) => [resolve(photo), photo])).values()];
  const place = (photo: string, name: string): string => join(out ?? dirname(photo), name + SUFFIX);
  const key = (path: string): string => resolve(path).toLowerCase();
  const short = distinct.map((photo) => key(place(photo, parse(photo).name)));
  const taken = new Set<string>();
  const names = distinct.map((photo, i) => {
    const { name, base } = parse(photo);
    const isAlone = short.filter((one) => one === short[i]).length === 1;
    const wanted = isAlone ? name : base;
    let path = place(photo, wanted);
    for (let n = 2; taken.has(key(path)); n++) path = place(photo, `${wanted}-${n}`);
    taken.add(key(path));
    return [photo, path] as const;
  });
  return new Map(names);
}
