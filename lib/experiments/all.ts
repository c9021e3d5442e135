import type { Experiment } from '../runs/experiment';
import { fullFace } from './full-face';
import { nose } from './nose';
import { resnet } from './resnet';

/** The experiments in the order of their notebooks. */
export const experiments: readonly Experiment[] = [nose, fullFace, resnet] as readonly Experiment[];
