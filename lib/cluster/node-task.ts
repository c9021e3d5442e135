import { relative, sep } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { UserError } from '../errors';
import { root } from '../paths';
import type { RunResult, RunSpec } from '../runs/run';
import type { RunMessage } from '../runs/task';

/** A run as a cluster is told of it. */
export interface RemoteTask {
  /** The run; its source is relative to the project's folder, which is another one on each node. */
  readonly spec: RunSpec;
  /** Fingerprint of the code, see `codeFingerprint`; with it, a node finds out whether it has the run's data. */
  readonly code: string;
}

/** What the process of a node is told. */
export interface NodeTask extends RemoteTask {
  /** The folder for the run's files there. */
  readonly folder: string;
}

/** What it answers; plain JSON. */
export type NodeAnswer = NodeResult | UnfitNode;

/** A run that was done. The weights are a file beside it. */
export interface NodeResult {
  readonly result: RunResult;
  readonly weightsSha256: string;
}

/** A node that lacks what the run needs; `unfit` says what, and what to do. Other nodes may have it. */
export interface UnfitNode {
  readonly unfit: string;
}

/**
 * A run with a source that nodes find as well.
 *
 * @throws UserError when its experiment lies outside the project's folder, of which nodes get a copy.
 */
export function specForNodes(spec: RunSpec): RunSpec {
  const source = relative(root(), spec.source);
  if (source !== '' && !source.startsWith(`..${sep}`)) return { ...spec, source };
  throw new UserError(`${spec.source} lies outside ${root()}, so a cluster does not get it. Move it there.`);
}

/** A run's message as text: JSON has no infinity and nothing that is not a number, which errors may be. */
export const encodeMessage = (message: RunMessage): string => serialize(message).toString('base64');

/** The message that `encodeMessage` was given. */
export const decodeMessage = (text: string): RunMessage => deserialize(Buffer.from(text, 'base64')) as RunMessage;
