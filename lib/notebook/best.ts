import { ablationTable } from '../figures/ablation-table';
import type { AblationTableOptions } from '../figures/ablation-table';
import { architecture } from '../figures/architecture';
import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import type { Figure, FigureOptions } from '../figures/figure';
import { BEST_RECIPE } from '../figures/looks';
import { lossCurves } from '../figures/loss-curves';
import { predictionGallery } from '../figures/prediction-gallery';
import { interpret } from '../metrics/interpretation';
import { parameterSchema } from '../parameters/schema';
import { recipes } from '../recipes/all';
import { readBest } from '../recipes/record';
import type { BestRecord } from '../recipes/record';
import { withParameters } from '../runs/experiment';
import type { Experiment, ExperimentData, ExperimentParameters } from '../runs/experiment';
import { selectFaces } from '../samples/dataset';
import type { Dataset } from '../samples/dataset';
import { bestFindings, bestHeadline, bestResult, bestWords } from './best-words';
import type { BestFindings } from './best-words';
import { longerTraining } from './longer';
import type { LongerTraining } from './longer';

/** The section of a notebook on the best recipe for its experiment, made from the recipe's record. */
export interface BestSection {
  /** A heading with the result. */
  heading(): Prose;
  /** A drawing of its network. */
  network(options?: FigureOptions): Figure | Prose;
  /** What the recipe reaches, when it was trained and how to reproduce it. */
  describe(): Prose;
  /** The steps that led to the recipe. */
  ablation(options?: AblationTableOptions): Figure | Prose;
  /** Losses of its trainings. */
  curves(options?: FigureOptions): Figure | Prose;
  /** Its worst predictions. */
  gallery(options?: FigureOptions): Promise<Figure | Prose>;
  /** What it reaches; undefined without a record, or if the record is about other photos than this notebook's. */
  readonly findings: BestFindings | undefined;
  /** The same for the report's `headline`. */
  readonly headline: Readonly<Record<string, number>>;
  /** NME in percent of each validation face, in their order; undefined for other metrics and other photos. */
  readonly errors: readonly number[] | undefined;
  /** Mean error of each validation face in the metric's measure: percent or pixels; undefined for other photos. */
  readonly faceErrors: readonly number[] | undefined;
  /** A longer training of the notebook's own network, if one has been recorded. */
  readonly longer?: LongerTraining | undefined;
}

/**
 * Opens the record of the best recipe for an experiment. Before there is one, each part says how to make it.
 *
 * @param experiment The notebook's experiment.
 * @param parameters Its parameters, which choose the data.
 * @param data The experiment's data. If the record is about other photos, its results are shown with a warning and
 *   stay out of the headline.
 * @example const best = bestRecipe(nose, parameters, data);
 */
export function bestRecipe(
  { name }: Pick<Experiment, 'name'>,
  parameters: ExperimentParameters,
  data: Pick<ExperimentData, 'set' | 'validation'>,
): BestSection {
  const record = readBest(name);
  const section = record ? sectionOf(record, parameters, data) : missingSection(name);
  return { ...section, longer: longerTraining({ name }, data) };
}

/** The section made from a record. */
export function sectionOf(
  record: BestRecord,
  parameters: ExperimentParameters,
  { set, validation }: Pick<ExperimentData, 'set' | 'validation'>,
): BestSection {
  const { title, checksum } = record.provenance.dataset;
  const isSame = checksum === set.checksum;
  const findings = bestFindings(record);
  const warning = isSame ? '' : `**These results are for other photos than this report's: ${title}.** `;
  const errors = errorsOf(record, validation);
  return {
    heading: () => say(`## The best recipe${isSame ? '' : ', on other photos'}: ${bestResult(findings)}`),
    network: (options = {}) => drawing(record, options),
    describe: () => say(warning + bestWords(record)),
    ablation: (options = {}) =>
      record.ablation.length > 0
        ? ablationTable(record.ablation, { id: 'best-ablation', metric: findings.metric, ...options })
        : say(`The ablation has not been run yet: \`npm run best -- ${record.name} --ablation\`.`),
    curves: (options) =>
      lossCurves(
        { [BEST_RECIPE]: record.runs },
        { id: 'best-losses', caption: curvesCaption(record, findings), ...options },
      ),
    gallery: async (options) => (isSame ? await gallery(record, parameters, validation, options) : say(NO_PHOTOS)),
    findings: isSame ? findings : undefined,
    headline: isSame ? bestHeadline(findings) : {},
    errors: isSame && findings.metric.measure === 'nme' ? errors : undefined,
    faceErrors: isSame ? errors : undefined,
  };
}

const NO_PHOTOS = 'The photos that the recipe was evaluated on are not available, so its predictions are not shown.';

/** Errors of these faces in their order; undefined if the record lacks one of them. */
function errorsOf({ photos }: BestRecord, { faces }: Pick<Dataset, 'faces'>): number[] | undefined {
  const byId = new Map(photos.map(({ id, error }) => [id, error]));
  const errors = faces.flatMap(({ id }) => byId.get(id) ?? []);
  return errors.length === faces.length ? errors : undefined;
}

function drawing({ name, parameters }: BestRecord, options: FigureOptions): Figure | Prose {
  const recipe = recipes.find((one) => one.name === name);
  if (!recipe) return say(`There is no recipe '${name}' any more.`);
  const network = recipe.experiment.network(withParameters(recipe.experiment, parameters));
  const figure = architecture(network, { id: 'best-network', ...options });
  network.dispose();
  return figure;
}

function curvesCaption({ runs }: BestRecord, { metric }: BestFindings): string {
  const bands = runs.length > 1 ? ` Means over ${runs.length} seeds; bands from the lowest to the highest.` : '';
  // The curves are of the MSE over all landmarks, whatever the recipe is judged by.
  const isPlotted = metric.measure === 'pixels' && metric.landmarks === 'all';
  const other = isPlotted ? '' : ` The result above is the ${metric.title} instead.`;
  return `MSE over all landmarks during the training of the best recipe.${bands}${other}`;
}

async function gallery(
  record: BestRecord,
  parameters: ExperimentParameters,
  { faces }: Dataset,
  options: FigureOptions = {},
): Promise<Figure | Prose> {
  const recipe = recipes.find(({ name }) => name === record.name);
  const ids = record.photos.map(({ id }) => id);
  if (!recipe || faces.length !== ids.length || faces.some(({ id }, i) => id !== ids[i])) return say(NO_PHOTOS);
  const cropped = await recipe.experiment.load(recipeParameters(recipe.experiment, record, parameters));
  const { measure } = bestFindings(record).metric;
  const result = interpret(selectFaces(cropped.validation, faces), record.predictions, { measure });
  return predictionGallery(result, { choice: 'worst', count: 6, id: 'best-recipe', ...options });
}

/** Parameters that choose the validation faces. */
const DATA_PARAMETERS = ['data', 'split', 'fold', 'folds', 'seed'] as const;

/**
 * A recipe's parameters, to crop the validation faces of a notebook in the way that the recipe does.
 *
 * @param experiment The recipe's experiment.
 * @param record The recipe's record.
 * @param own The notebook's parameters.
 */
export function recipeParameters(
  experiment: Experiment,
  record: Pick<BestRecord, 'parameters'>,
  own: Omit<ExperimentParameters, 'repeats'>,
): ExperimentParameters {
  const chosen = DATA_PARAMETERS.filter((name) => name in own && name in experiment.defaults);
  const changes = Object.fromEntries(chosen.map((name) => [name, own[name]]));
  // Only validation faces are needed, so few training photos are cropped.
  const few = 'subset' in experiment.defaults ? { subset: parameterSchema.subset.minValue } : {};
  return withParameters(experiment, { ...record.parameters, ...changes, ...few });
}

/** The section before the recipe has been trained. */
export function missingSection(name: string): BestSection {
  const missing = say(`The best recipe has not been trained yet: \`npm run best -- ${name}\`.`);
  return {
    heading: () => say('## The best recipe has not been trained yet'),
    network: () => say('There is no network yet.'),
    describe: () => missing,
    ablation: () => say('There is no ablation yet.'),
    curves: () => say('There are no loss curves yet.'),
    gallery: () => Promise.resolve(say('There are no predictions yet.')),
    findings: undefined,
    headline: {},
    errors: undefined,
    faceErrors: undefined,
  };
}
