// What a node of a cluster starts: does the same as a process of this machine, in a copy of the project's folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors';
import { checksumOf } from '../files';
import type { FaceSet } from '../landmarks/face';
import { dataFolders, root } from '../paths';
import { serveTask } from '../processes/serve';
import { runKey } from '../runs/key';
import type { RunSpec } from '../runs/run';
import { readRun } from '../runs/store';
import { doTask, experimentOf } from '../runs/task';
import { encodeMessage } from './node-task';
import type { NodeAnswer, NodeTask } from './node-task';

/** Data sets that this process has found, by what decides which. */
const found = new Map<string, Promise<FaceSet>>();

serveTask<NodeTask, NodeAnswer, string>(async ({ spec: given, code, folder }, { send, signal }) => {
  const spec = { ...given, source: join(root(), given.source), folder };
  const unfit = await otherData(spec, code);
  if (unfit !== undefined) return { unfit };
  await doTask({ spec, force: false }, { send: (message) => send(encodeMessage(message)), signal });
  const result = readRun(spec);
  if (!result) throw new Error('The run has left no result.');
  return { result, weightsSha256: checksumOf(readFileSync(result.weights)) };
});

/** How this node's data differ from those in the run's key: with them, it would be another run. */
async function otherData(spec: RunSpec, code: string): Promise<string | undefined> {
  const experiment = experimentOf(spec);
  const choice = JSON.stringify([spec.source, spec.experiment, spec.parameters.data]);
  const set = found.get(choice) ?? experiment.findFaces({ ...experiment.defaults, ...spec.parameters });
  found.set(choice, set);
  const looked =
    `It looked in ${dataFolders().join(' and ')}. Put the data sets there, or name their folder in FACES_DATA when ` +
    'Ray is started on the node.';
  try {
    const { title, generated, checksum } = await set;
    if (runKey(spec.experiment, code, spec.parameters, checksum) === spec.key) return undefined;
    const own = `${title}${generated ? ', synthetic' : ''}`;
    return `This node has other data than the machine that began the sweep: ${own}. ${looked}`;
  } catch (error) {
    found.delete(choice);
    if (error instanceof UserError) return `${error.message} ${looked}`;
    throw error;
  }
}
