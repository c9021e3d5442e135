import type { ParameterValues } from '../parameters/schema';
import { bestChapter, missingChapter } from './chapter';
import type { BestChapter } from './chapter';
import { readBest } from '../recipes/record';
import { bestResnetExperiment } from '../recipes/resnet';

/** The chapter on the best recipe for faces from anywhere, its test photos cut out as the recipe does it. */
export async function bestResnetChapter({ data }: Pick<ParameterValues, 'data'>): Promise<BestChapter> {
  const record = readBest('resnet');
  if (!record) return missingChapter('resnet');
  // No training photo is shown, so few are cut out.
  const parameters = { ...bestResnetExperiment.defaults, ...record.parameters, data, subset: 16 };
  return bestChapter('resnet', await bestResnetExperiment.load(parameters));
}
