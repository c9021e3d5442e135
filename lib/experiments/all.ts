import type { NotebookExperiment } from '../runs/experiment';
import { fullFace } from './full-face';
import { nose } from './nose';
import { own } from './own';
import { resnet } from './resnet';

/**
 * All experiments, in the order of their notebooks.
 *
 * @example experiments.map(({ name }) => name) // ['nose', 'full-face', 'resnet', 'own']
 */
export const experiments: readonly NotebookExperiment[] = [nose, fullFace, resnet, own];

export { fullFace, nose, own, resnet };
