import { bestFullFace } from './full-face';
import { bestNose } from './nose';
import type { Recipe } from './recipe';
import { bestResnet } from './resnet';

/** The best recipes in the order of their experiments. */
export const recipes: readonly Recipe[] = [bestNose, bestFullFace, bestResnet];
