import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the parameterSchema's source says of one parameter. */
export interface ParameterDocumentation {
  /** The comment above the parameter, on one line. */
  readonly text: string;
  /** The heading it stands under, such as `Training`. */
  readonly group: string;
}

/**
 * Reads the comments of the parameter parameterSchema.
 *
 * An editor and a notebook show these comments on hover; `--help` and the report show them too, so they are written
 * once, where each parameter is declared, and read from there.
 *
 * @param root The project's folder.
 */
export function readDocumentation(root: string): ReadonlyMap<string, ParameterDocumentation> {
  const source = readFileSync(join(root, 'lib', 'parameters', 'schema.ts'), 'utf8');
  const documentation = new Map<string, ParameterDocumentation>();
  let group = '';
  for (const match of source.matchAll(/^ {2}\/\/ (.+)$|^ {2}\/\*\*([^]*?)\*\/\s+(\w+):/gm)) {
    const [, heading, comment, name] = match;
    if (heading) group = heading;
    else if (comment && name) documentation.set(name, { text: comment.replace(/\s*\n\s*\*\s?/g, ' ').trim(), group });
  }
  return documentation;
}
