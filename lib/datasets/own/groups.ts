import { basename, dirname } from 'node:path/posix';
import { rollup } from 'd3-array';
import { count } from '../../format';
import type { Config } from './config';
import { CONFIG_NAME } from './files';
import type { Decision } from './own-data';

/** A photo whose group is wanted. */
export interface GroupedPhoto {
  /** Path relative to the data's folder. */
  readonly photo: string;
  /** The group that its annotation names, if it does. */
  readonly group?: string;
}

/** Groups of photos of the same person or thing. */
export interface Groups {
  /** The group of each photo. */
  readonly groups: readonly string[];
  /** What photos of a group share, as a noun. */
  readonly noun: string;
  readonly decision: Decision;
}

/** Folders and name beginnings that say nothing about who is in the photos. */
const COMMON_WORDS =
  /^(img|image|images|imgs|photo|photos|pic|pics|picture|pictures|dsc|dscn|dscf|pxl|screenshot|scan|frame|frames|video|vid|face|faces|sample|samples|data|dataset|train|training|trainset|test|testing|testset|val|valid|validation|jpg|jpeg|png|p|i|f)$/i;

/** Fewest groups that are believed where nobody said that there are any: two or three folders are kinds of things. */
const FEWEST_FOLDERS = 5;
const FEWEST_NAMES = 3;

/** Folders are believed to be people only if none holds more than this part of the photos. */
const LARGEST_FOLDER = 0.34;

/**
 * Finds out which photos show the same person or thing, so that none of them is trained on while another one is held out:
 * from the annotations; from `landmarks.json`; from folders, if there are several and none holds most photos; or from the
 * beginnings of names (`anna_1.jpg`, `anna_2.jpg`). Copies of a photo (`_mirror`, `_flip`, `copy`) always stay with it.
 */
export function decideGroups(photos: readonly GroupedPhoto[], config: Config): Groups {
  const paths = photos.map(({ photo }) => photo);
  const made = (keys: readonly string[], noun: string, basis: string, isGiven = false): Groups => {
    const [groups, distinct] = [new Set(keys).size, new Set(paths).size];
    const value =
      groups === distinct ? 'each photo is its own group' : `${count(distinct, 'photo')} in ${count(groups, 'group')}`;
    return { groups: keys, noun, decision: { topic: 'Groups', value, basis, given: isGiven } };
  };
  const { groups } = config;
  if (typeof groups === 'object') return made(paths.map(byPattern(groups.pattern)), 'group', CONFIG_NAME, true);
  if (groups === 'folder') return made(paths.map(dirname), 'folder', CONFIG_NAME, true);
  if (groups === 'name') return made(paths.map(stemOf), 'group', CONFIG_NAME, true);
  if (groups === 'photo') return made(paths.map(originalOf), 'photo', CONFIG_NAME, true);
  const named = photos.filter(({ group }) => group !== undefined);
  if (named.length > 0) {
    const keys = photos.map(({ photo, group }) => group ?? originalOf(photo));
    return made(keys, 'group', 'annotations');
  }
  const folders = paths.map(dirname);
  if (areFolders(folders)) return made(folders, 'folder', 'folders');
  const stems = paths.map((photo) => (COMMON_WORDS.test(lettersOf(stemOf(photo))) ? originalOf(photo) : stemOf(photo)));
  const originals = paths.map(originalOf);
  const [people, different] = [new Set(stems).size, new Set(originals).size];
  const copies =
    different < new Set(paths).size ? 'names of the files; copies stay with their originals' : 'names of the files';
  if (people === different) return made(originals, 'photo', copies);
  if (people < FEWEST_NAMES) {
    const some = [...new Set(stems)].map((stem) => basename(stem)).join(', ');
    return made(originals, 'photo', `${copies}; that they begin with ${some} tells nobody apart`);
  }
  return made(stems, 'group', `names of the files that begin alike, such as ${exampleOf(paths, stems)}`);
}

function areFolders(folders: readonly string[]): boolean {
  const sizes = rollup(
    folders,
    (ones) => ones.length,
    (folder) => folder,
  );
  const largest = Math.max(...sizes.values());
  const common = [...sizes.keys()].some((folder) => COMMON_WORDS.test(basename(folder)));
  return sizes.size >= FEWEST_FOLDERS && !common && largest <= LARGEST_FOLDER * folders.length;
}

/** The photo that a file is a copy of: its path without ending and without the marks of copies. */
function originalOf(photo: string): string {
  const path = photo.replace(/\.[^./]*$/, '');
  return path.replace(/([ _.-]+(mirror(ed)?|h?flip(ped)?|copy|kopie|copie|aug\d*)|[ _-]?\(\d+\))+$/i, '') || path;
}

/** The beginning of the original's name that it shares with other photos of a series: `anna` of `anna_12`, `01` of `01-1m`. */
function stemOf(photo: string): string {
  const original = originalOf(photo);
  return original.replace(/(?<=[^/])[ _.-]+\(?\d+[a-z]?\)?$/i, '') || original;
}

/** The name of a stem without digits and separators at its end. */
const lettersOf = (stem: string): string => basename(stem).replace(/[\d _.-]+$/, '');

const byPattern = (pattern: string) => {
  const expression = new RegExp(pattern, 'u');
  return (photo: string): string => expression.exec(photo)?.[1] ?? originalOf(photo);
};

function exampleOf(paths: readonly string[], stems: readonly string[]): string {
  const stem = stems.find((one, i) => stems.indexOf(one) < i) ?? stems[0]!;
  const some = [...new Set(paths.filter((_, i) => stems[i] === stem))].slice(0, 2).map((path) => basename(path));
  return some.join(' and ');
}
