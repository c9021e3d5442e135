import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { UserError } from '../errors';
import { list } from '../format';
import { codeFingerprint, runKey } from './key';
import type { RunResult } from './run';
import { isStored, readResult } from './store';

/** Runs that are compared as one: a single run, or several with other seeds. */
export type RunGroup = readonly [RunResult, ...RunResult[]];

/** Fewer digits than this name no run. */
const SHORTEST = 4;

/** Keys that an error message names. */
const NAMED = 3;

/** Digits that may be wrong in a key that was meant. */
const TYPOS = 2;

/** Seeds below and above a run's own among which others are looked for. */
const REACH = 100;

/**
 * Finds stored runs by their keys.
 *
 * @param names Keys or their beginnings, four digits at least.
 * @param folder Where runs are stored.
 * @returns One run for each.
 * @throws UserError for a name that fits no run or several, with the key that was meant if one is near, and for one that is
 *   named twice.
 * @example findRuns(['1f0e', '77ab'], runsFolder())
 */
export function findRuns(names: readonly string[], folder: string): RunResult[] {
  const keys = existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9a-f]{16}$/.test(name)) : [];
  const found = names.map((name) => keyOf(name.toLowerCase(), keys, folder));
  const twice = found.find((key, i) => found.indexOf(key) !== i);
  if (twice !== undefined) throw new UserError(`The run ${twice} is named twice. Name different runs.`);
  return found.map((key) => {
    const result = readResult(join(folder, key), `${key}: this stored run is damaged.`);
    if (result) return result;
    throw new UserError(`The run ${key} has not finished. Resume its sweep or report first.`);
  });
}

function keyOf(name: string, keys: readonly string[], folder: string): string {
  const hint = "npm run sweep -- nose --list, with a sweep's own options, prints the keys of its runs.";
  if (name.length < SHORTEST) throw new UserError(`'${name}' is too short for a key: give ${SHORTEST} digits or more.`);
  const fitting = keys.filter((key) => key.startsWith(name));
  const [key] = fitting;
  if (key !== undefined && fitting.length === 1) return key;
  if (key !== undefined) {
    throw new UserError(`${fitting.length} runs begin with ${name}: ${some(fitting)}. Give more digits.`);
  }
  const isRun = (key: string): boolean => isStored({ folder: join(folder, key) });
  const meant = keys.find((one) => distance(name, one.slice(0, name.length)) <= TYPOS && isRun(one));
  const near = meant !== undefined ? `Did you mean ${meant}? ` : keys.some(isRun) ? '' : 'No run is stored yet. ';
  throw new UserError(`No run has the key ${name}. ${near}${hint}`);
}

function some(keys: readonly string[]): string {
  const rest = keys.length - NAMED;
  return list([...keys.slice(0, NAMED), ...(rest > 0 ? [`${rest} more`] : [])]);
}

/**
 * A run with all stored runs that differ from it in nothing but the seed. They are found by their keys, so that the time
 * that it takes does not depend on how many runs are stored.
 *
 * @param run One of them.
 * @param folder Where runs are stored.
 * @returns In the order of their seeds, within 100 of the run's own.
 * @throws UserError for a run of other code or other packages than today's, whose other seeds have no key.
 */
export function withOtherSeeds(run: RunResult, folder: string): RunGroup {
  const { experiment, parameters, dataChecksum, key } = run;
  const code = existsSync(run.source) ? codeFingerprint(run.source) : '';
  const keyWith = (seed: number): string => runKey(experiment, code, { ...parameters, seed }, dataChecksum);
  if (keyWith(parameters.seed) !== key) {
    throw new UserError(
      `The run ${key} was made by an earlier version of the code, so its other seeds cannot be found. Name the runs one ` +
        'by one without --seeds, or run its sweep again.',
    );
  }
  const first = Math.max(0, parameters.seed - REACH);
  const others = Array.from({ length: parameters.seed + REACH - first + 1 }, (_, i) => keyWith(first + i))
    .map((one) => join(folder, one))
    .filter((one) => isStored({ folder: one }))
    .flatMap((one) => readResult(one, `${one}: this stored run is damaged and left out.`) ?? []);
  const [least, ...rest] = others;
  return least ? [least, ...rest] : [run];
}
