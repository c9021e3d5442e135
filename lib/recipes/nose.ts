import { bestFullFace } from './full-face';

/** The nose is found best by the network that learns the whole face: the other landmarks tell where it must be. */
export const bestNose: typeof bestFullFace = {
  ...bestFullFace,
  name: 'nose',
  title: 'the tip of the nose',
  metric: 'noseMse',
};
