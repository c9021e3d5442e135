import { count, fixed, formatValue } from '../format';
import type { BestRecord } from '../recipes/record';
import { bestWords } from './best-words';

/**
 * The card of a best recipe's weights: what anyone who uses them has to know, as Markdown.
 *
 * @param record The recipe's record.
 */
export function weightsCard(record: BestRecord): string {
  const { network: weights, title, parameters, networkParameters, provenance } = record;
  const { dataset, revision, tensorflow, processor } = provenance;
  const { width, height, network } = parameters;
  const rows = Object.entries(parameters).map(([parameter, value]) => `| \`${parameter}\` | ${formatValue(value)} |`);
  return (
    [
      `# Weights for ${title}`,
      `\`${weights}.safetensors\`: half precision, tensors named and laid out as in PyTorch. Written by \`npm run best -- ${weights}\`.`,
      '## Results',
      bestWords(record),
      '## Network',
      `This library's ${network} network with ${fixed(networkParameters, 0)} trainable parameters. Input: ` +
        `${width}x${height} grayscale pixels from -0.5 (black) to 0.5 (white). Output: landmarks as fractions of the ` +
        "image's width and height.",
      '## Data',
      `${dataset.title}, split ${dataset.split}: ${count(dataset.training, 'training image')} and ` +
        `${count(dataset.validation, 'validation face')}. ` +
        (dataset.generated
          ? 'The faces are synthetic.'
          : '**The photos are for research only, and so are these weights.**'),
      '## Recipe',
      ['| Parameter | Value |', '| --- | --- |', ...rows].join('\n'),
      'The parameters are documented in `lib/parameters/schema.ts`. ' +
        `Revision ${revision?.slice(0, 8) ?? 'unknown'}, TensorFlow ${tensorflow}, ${processor}.`,
    ].join('\n\n') + '\n'
  );
}
