import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { globSync } from 'tinyglobby';
import { checksumOf } from '../files';
import { cachePath, dataFolders, libraryFolder, root } from '../paths';
import { threadLimits } from '../processes/worker-process';
import { codeFingerprint } from '../runs/key';
import { checkpointFile, weightsFile } from '../runs/run';
import type { RunSpec } from '../runs/run';
import { specForNodes } from './node-task';
import type { RemoteTask } from './node-task';

/** What the driver is told of a run; `slot.py` says what each entry means. */
export interface Job {
  readonly run: string;
  readonly module: string;
  readonly task: RemoteTask;
  readonly checkpoint: string;
  readonly results: readonly string[];
  readonly environment: { readonly defaults: Environment; readonly limits: Environment };
  readonly setUp: NodeSetUp;
  /** The run's folder on this machine. */
  readonly store: string;
  /** Does the run again, even if a driver that was killed has left its result on the cluster. */
  readonly force: boolean;
}

type Environment = Readonly<Record<string, string>>;

/** What decides which packages a node needs, and where this machine has them. */
export interface NodeSetUp {
  /** Names the packages: other lock files have another key. */
  readonly key: string;
  readonly root: string;
  /** What the set-up of this machine has noted: a node with the same note sees the same folder. */
  readonly stamp: string;
  readonly cache: string;
}

/** Files that decide what a set-up makes. */
const setUpInputs = (): string[] => [
  `${root()}/package-lock.json`,
  `${root()}/scripts/locks/{python,tensorflow-*}.lock`,
  `${root()}/scripts/set-up/*`,
  join(libraryFolder(), '**', '*.{c,cc}'),
];

/** The set-up that all runs of a sweep need. */
export function nodeSetUp(): NodeSetUp {
  const files = globSync(setUpInputs(), { cwd: root() }).sort();
  const contents = files.map((file) => [file, checksumOf(readFileSync(join(root(), file)))]);
  return {
    key: checksumOf(JSON.stringify([contents, process.versions.modules, process.arch])).slice(0, 16),
    root: root(),
    stamp: readFileSync(join(root(), '.cache', 'set-up.json'), 'utf8'),
    cache: cachePath(),
  };
}

/**
 * Makes jobs of runs.
 *
 * @param setUp From `nodeSetUp`.
 * @returns A function that takes a run.
 */
export function jobMaker(setUp: NodeSetUp): (spec: RunSpec) => Omit<Job, 'force'> {
  const fingerprints = new Map<string, string>();
  const defaults = nodeDefaults();
  return (spec) => {
    const forNodes = specForNodes(spec);
    const code = fingerprints.get(spec.source) ?? codeFingerprint(spec.source);
    fingerprints.set(spec.source, code);
    return {
      run: spec.key,
      module: relative(root(), join(__dirname, 'node-worker.ts')),
      task: { spec: forNodes, code },
      checkpoint: basename(checkpointFile(spec)),
      results: [basename(weightsFile(spec))],
      environment: { defaults, limits: threadLimits(spec.threads) },
      setUp,
      store: spec.folder,
    };
  };
}

/** Settings of this machine that hold on a node unless it has its own. */
function nodeDefaults(): Environment {
  const given = Object.entries(process.env).filter(([name]) => name.startsWith('FACES_') && name !== 'FACES_CACHE');
  const own = Object.fromEntries(given) as Environment;
  return { TF_CPP_MIN_LOG_LEVEL: '3', ...own, ...(own.FACES_DATA && { FACES_DATA: dataFolders()[0]! }) };
}
