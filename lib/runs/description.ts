import { z } from 'zod';
import { DataError } from '../errors';
import type { Size } from '../geometry';
import { issueText } from '../issues';
import { fitBoxes } from '../landmarks/box-fit';
import type { BoxFit } from '../landmarks/box-fit';
import type { LandmarkSet } from '../landmarks/landmark-set';
import type { CropSpec } from '../samples/crop';
import type { Experiment, ExperimentData, ExperimentParameters } from './experiment';

/** Everything that is needed to use a trained network, beside its weights; plain JSON. */
export interface NetworkDescription {
  /** Name of the experiment whose `network` makes the network, and the parameters that it takes. */
  readonly experiment: string;
  readonly parameters: Omit<ExperimentParameters, 'repeats'>;
  /** The landmarks that the network predicts, in their order. */
  readonly landmarkSet: LandmarkSet;
  /** Size in pixels of the gray image that the network takes. */
  readonly input: Size;
  /** The part of a photo that the network sees. */
  readonly crop: CropSpec;
  /** How the boxes that the network was trained with lie around the landmarks; null for whole photos. */
  readonly box: BoxFit | null;
  /** Whether predictions are averaged over an image and its mirror image. */
  readonly testTimeAugmentation: boolean;
  /** What the network was trained on. */
  readonly data: {
    readonly title: string;
    readonly generated: boolean;
    readonly checksum: string;
    readonly faces: number;
  };
}

/**
 * Describes a trained network.
 *
 * @param experiment The experiment that trained it.
 * @param parameters All parameters of the training.
 * @param data The data of the training, with the landmarks that the network learned.
 */
export function describeNetwork(
  experiment: Pick<Experiment, 'name' | 'training'>,
  { repeats: _, ...parameters }: ExperimentParameters,
  { training, validation, set, box }: ExperimentData,
): NetworkDescription {
  const { landmarkSet, width, height, crop } = validation;
  const { testTimeAugmentation = false } = experiment.training({ repeats: 1, ...parameters }, landmarkSet);
  const isWhole = landmarkSet.count === set.landmarkSet.count;
  const { title, generated, checksum } = set;
  return {
    experiment: experiment.name,
    parameters,
    landmarkSet,
    input: { width, height },
    crop,
    box: crop === 'photo' || !isWhole ? null : (box ?? fitBoxes(training.faces)),
    testTimeAugmentation,
    data: { title, generated, checksum, faces: training.faces.length },
  };
}

/** A description as the metadata of a file: texts by key, JSON except for the experiment's name. */
export function metadataOf({ experiment, ...rest }: NetworkDescription): Record<string, string> {
  const texts = Object.entries(rest).map(([key, value]) => [key, JSON.stringify(value)]);
  return { experiment, ...(Object.fromEntries(texts) as Record<string, string>) };
}

/**
 * Reads a description from a file's metadata.
 *
 * @param metadata Texts by key.
 * @param file The file's name, for error messages.
 * @returns Undefined if the file does not describe its network, as files of other programs.
 * @throws DataError when the description is damaged.
 */
export function descriptionIn(
  metadata: Readonly<Record<string, string>>,
  file: string,
): NetworkDescription | undefined {
  if (metadata.experiment === undefined) return undefined;
  const result = schema.safeParse(metadata);
  if (result.success) return result.data as unknown as NetworkDescription;
  const [issue] = result.error.issues;
  throw new DataError(
    `${file}: the description of its network is damaged: ${issue!.path.join('.')}: ${issueText(issue!)}.`,
  );
}

/** A text of JSON with a value inside. */
const json = <T>(inner: z.ZodType<T>) =>
  z.string().transform((text, { issues }): T => {
    try {
      const result = inner.safeParse(JSON.parse(text));
      if (result.success) return result.data;
      issues.push({ code: 'custom', message: issueText(result.error.issues[0]!), input: text });
    } catch {
      issues.push({ code: 'custom', message: 'not JSON', input: text });
    }
    return z.NEVER;
  });

const numbers = z.array(z.number());
const schema = z.object({
  experiment: z.string(),
  parameters: json(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  landmarkSet: json(
    z.object({
      name: z.string(),
      subject: z.string().optional(),
      count: z.int().positive(),
      names: z.array(z.string()).optional(),
      parts: z.array(z.object({ name: z.string(), landmarks: numbers, closed: z.boolean() })),
      mirror: numbers,
      symmetric: z.boolean(),
      noseTip: z.number(),
      normalizer: z.object({ name: z.string(), pair: z.tuple([z.number(), z.number()]).nullable() }),
    }),
  ),
  input: json(z.object({ width: z.int().positive(), height: z.int().positive() })),
  crop: json(
    z.union([
      z.literal('photo'),
      z.object({ scale: z.number().positive(), shiftX: z.number().optional(), shiftY: z.number().optional() }),
    ]),
  ),
  box: json(z.object({ width: z.number(), height: z.number(), x: z.number(), y: z.number() }).nullable()),
  testTimeAugmentation: json(z.boolean()),
  data: json(z.object({ title: z.string(), generated: z.boolean(), checksum: z.string(), faces: z.number() })),
});
