import { count } from '../format';
import type { BestRecord } from '../recipes/record';
import { recordWords } from './record-words';

/** What whoever takes a best recipe's weights has to know, as Markdown: kept beside them. */
export function weightsCard(record: BestRecord): string {
  const { name, network: weights, title, parameters, networkParameters, provenance } = record;
  const { dataset, revision, tensorflow, processor } = provenance;
  const { width, height, network } = parameters;
  const rows = Object.entries(parameters).map(([parameter, value]) => `| \`${parameter}\` | ${String(value)} |`);
  return (
    [
      `# Weights for ${title}`,
      `\`${weights}.safetensors\`, half precision, tensors named and laid out as in PyTorch; written by \`npm run best -- ${name}\`.`,
      '## Figures',
      recordWords(record),
      '## Network',
      `The ${network} network of this library with ${networkParameters.toLocaleString('en-US')} trainable parameters. It takes ` +
        `${width} x ${height} pixels of gray, -0.5 (black) to 0.5 (white), and gives landmarks as fractions of their width and height.`,
      '## Data',
      `${dataset.title}, split ${dataset.split}: ${count(dataset.training, 'image')} to learn from, ` +
        `${count(dataset.validation, 'face')} to measure on. ` +
        (dataset.generated
          ? 'The faces are drawn.'
          : '**The photos are for research only, and so are these weights.**'),
      '## Recipe',
      ['| parameter | value |', '| --- | --- |', ...rows].join('\n'),
      `What each means stands in \`lib/parameters/schema.ts\`. Revision ${revision?.slice(0, 8) ?? 'unknown'}, ` +
        `TensorFlow ${tensorflow}, ${processor}.`,
    ].join('\n\n') + '\n'
  );
}
