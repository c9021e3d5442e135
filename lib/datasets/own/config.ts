import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { DataError } from '../../errors';
import { issueText } from '../../issues';
import { readText } from '../text';
import { CONFIG_NAME } from './files';

const landmark = z.union([z.string().min(1), z.int().min(0)]);
const schema = z.strictObject({
  /** What the data are called in reports. */
  title: z.string().min(1).optional(),
  /** What has the landmarks, as a noun in the singular, such as `hand`. */
  subject: z.string().min(1).optional(),
  /** Names of all landmarks, in the order in which they are to be numbered. */
  names: z.array(z.string().min(1)).min(1).optional(),
  /** Lines to draw: each through landmarks, which are named or numbered from 0. */
  parts: z
    .array(
      z.strictObject({ name: z.string().min(1), landmarks: z.array(landmark).min(1), closed: z.boolean().optional() }),
    )
    .optional(),
  /** The pairs of landmarks that swap sides in a flipped photo; false if photos must not be flipped. */
  mirror: z.union([z.literal(false), z.array(z.tuple([landmark, landmark]))]).optional(),
  /** The two landmarks whose distance errors are measured in, or the diagonal of the landmarks' box. */
  normalizer: z.union([z.literal('diagonal'), z.tuple([landmark, landmark])]).optional(),
  /** What the networks see. */
  crop: z.enum(['boxes', 'landmarks', 'photo']).optional(),
  /**
   * Photos that must stay on one side of a split: those of a folder, those whose names begin alike, each for itself, or
   * those in whose paths the first group of a regular expression matches the same.
   */
  groups: z.union([z.enum(['folder', 'name', 'photo']), z.strictObject({ pattern: z.string().min(1) })]).optional(),
});

/** The content of `landmarks.json`. */
export type Config = z.infer<typeof schema>;

/**
 * Reads `landmarks.json` beside the data, which says what the annotations do not.
 *
 * @param folder The data's folder.
 * @returns An empty configuration if there is no such file.
 * @throws DataError listing everything that is wrong with it, one line for each.
 */
export async function readConfig(folder: string): Promise<Config> {
  const file = join(folder, CONFIG_NAME);
  if (!existsSync(file)) return {};
  let content: unknown;
  try {
    content = JSON.parse(await readText(file));
  } catch (error) {
    throw configError(folder, [`not well-formed JSON (${(error as Error).message})`]);
  }
  const result = schema.safeParse(content);
  if (!result.success)
    throw configError(
      folder,
      result.error.issues.flatMap((issue) => describe(issue)),
    );
  const { groups } = result.data;
  if (typeof groups === 'object') checkPattern(folder, groups.pattern);
  return result.data;
}

/** The error for what is wrong in `landmarks.json`. @param problems Clauses without periods. */
export const configError = (folder: string, problems: readonly string[]): DataError =>
  new DataError(problems.map((problem) => `${join(folder, CONFIG_NAME)}: ${problem}.`).join('\n'));

/** Finds landmarks by the names and numbers that people write into `landmarks.json`. */
export class LandmarkFinder {
  /** What was not found, as clauses. */
  readonly problems: string[] = [];

  /** @param names Names of all landmarks in their order. */
  constructor(private readonly names: readonly string[]) {}

  /** Index of a landmark; -1, and a problem, if there is none. @param key Where it is named, such as `mirror`. */
  find(landmark: string | number, key: string): number {
    const index = typeof landmark === 'number' ? landmark : this.names.indexOf(landmark);
    if (index >= 0 && index < this.names.length) return index;
    const hint =
      typeof landmark === 'number'
        ? `the numbers go from 0 to ${this.names.length - 1}`
        : `did you mean '${closest(landmark, [...this.names])}'?`;
    this.problems.push(`${key}: there is no landmark ${JSON.stringify(landmark)}; ${hint.replace(/\?$/, '')}`);
    return -1;
  }
}

function checkPattern(folder: string, pattern: string): void {
  let matched;
  try {
    // The empty alternative always matches, and the result has all groups of the pattern.
    matched = new RegExp(`${pattern}|`, 'u').exec('')!;
  } catch (error) {
    throw configError(folder, [`groups.pattern: ${(error as Error).message}`]);
  }
  if (matched.length === 1) {
    throw configError(folder, ['groups.pattern: put the part that names the group in parentheses']);
  }
}

function describe(issue: z.core.$ZodIssue): string[] {
  const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schema.shape);
    return issue.keys.map((key) => {
      const hint = issue.path.length === 0 ? `; did you mean '${closest(key, known)}'` : '';
      return `${place}there is no setting '${key}'${hint}`;
    });
  }
  if (issue.code === 'invalid_union') return [`${place}${FORMS[String(issue.path[0])] ?? issue.message}`];
  return [`${place}${issueText(issue)}`];
}

/** What the settings that have several forms must be. */
const FORMS: Readonly<Record<string, string>> = {
  parts: 'landmarks must be given by name or by number, counted from 0',
  mirror: 'must be false or pairs of landmarks, such as [["left eye", "right eye"]]',
  normalizer: 'must be "diagonal" or two landmarks',
  groups: 'must be "folder", "name", "photo" or { "pattern": "a regular expression" }',
};
