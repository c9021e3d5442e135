import { join } from 'node:path';
import { typescriptLoader, weightsPath } from '../../../lib/paths';
import { filesOutcome, runsOutcome } from './outcome';
import type { Outcome } from './outcome';

/** A piece of work that is killed. */
export interface Work {
  /** What it is, in the plural, as in `50 trainings`. */
  readonly title: string;
  /** How often it is killed by default. */
  readonly kills: number;
  /** Arguments of Node.js for its process. */
  args(folder: string, address: string): readonly string[];
  /** What must be the same as without a kill. */
  readonly outcome: (folder: string) => Outcome;
}

const TYPESCRIPT = ['--require', typescriptLoader()];

const ownWork = (name: string, address = ''): string[] => [...TYPESCRIPT, join(__dirname, 'work.ts'), name, address];

/** All work that is killed, by name. */
export const works: Readonly<Record<string, Work>> = {
  training: { title: 'trainings', kills: 60, args: () => ownWork('training'), outcome: runsOutcome },
  sweep: { title: 'sweeps of three runs', kills: 40, args: () => ownWork('sweep'), outcome: runsOutcome },
  samples: {
    title: 'drawings and croppings of faces',
    kills: 6,
    args: () => ownWork('samples'),
    outcome: filesOutcome('generated/imm', 'samples', 'outcome'),
  },
  download: {
    title: 'downloads',
    kills: 6,
    args: (_, address) => ownWork('download', address),
    outcome: filesOutcome('data'),
  },
  export: {
    title: 'exports',
    kills: 6,
    args: (folder) => {
      const command = join(__dirname, '../../../lib/commands/export.ts');
      const weights = weightsPath('full-face.safetensors');
      const out = ['--weights', weights, '--format', 'tfjs', '--out', join(folder, 'out')];
      return [...TYPESCRIPT, command, 'full-face', ...out];
    },
    outcome: filesOutcome('out'),
  },
};
