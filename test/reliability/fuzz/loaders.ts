import type { Loader } from './judge';
import { archiveLoaders } from './loaders/archives';
import { notebookLoaders } from './loaders/notebooks';
import { ownLoaders } from './loaders/own';
import { photoLoaders } from './loaders/photos';
import { setLoaders } from './loaders/sets';
import { storedLoaders } from './loaders/stored';
import { weightsLoaders } from './loaders/weights';

/** All readers of files from outside, by name; each makes its loader in an empty folder. */
export const loaders: Readonly<Record<string, (folder: string) => Promise<Loader>>> = {
  ...ownLoaders,
  ...setLoaders,
  ...weightsLoaders,
  ...photoLoaders,
  ...archiveLoaders,
  ...notebookLoaders,
  ...storedLoaders,
};
