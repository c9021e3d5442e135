import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths';

/** The project as its citation file describes it. */
export interface Project {
  readonly title: string;
  readonly author: string;
  readonly version: string;
  readonly license: string;
}

/** Reads `CITATION.cff`, of which a report needs four lines. */
export function aboutProject(): Project {
  const text = readFileSync(join(root(), 'CITATION.cff'), 'utf8');
  const of = (key: string): string => new RegExp(`^[ -]*${key}: *(.+)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  return { title: of('title'), author: of('name'), version: of('version'), license: of('license') };
}
