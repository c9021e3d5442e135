import { say } from '../figures/displayed';
import type { Displayed, Prose } from '../figures/displayed';
import type { Figure } from '../figures/figure';
import { list } from '../format';
import { optionText, wordsOf } from '../parameters/names';
import { measuredText } from '../quantity';
import type { FigurePage } from '../report/figure-page';
import { SYNTHETIC } from '../runs/result-text';
import type { SearchOutcome } from '../search/search';
import { confirmationText, shortConfirmation } from '../search/text';
import { importancePlot, searchSize, searchSlices, searchTable, stoppedTable } from './search-figures';
import { sweepParallel } from './sweep-parallel';

/** What a page about a search says of its making. */
export interface SearchCommands {
  /** The command that did the search. */
  readonly command: string;
  /** Parameters that all its runs share and that differ from the defaults. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** The section about the best variation, and those that follow it. */
type Sections = FigurePage['sections'];

/**
 * What a search has found, as a page: the best variation measured again with its command line, importance, parallel
 * coordinates, slices, all variations, and what was stopped when.
 *
 * @param outcome From `search`.
 * @param commands What to copy.
 */
export function searchPage(outcome: SearchOutcome, { command, given }: SearchCommands): FigurePage {
  const { result, tried, best, confirmation } = outcome;
  const isSynthetic = result.runs.some(({ generated }) => generated);
  const varied = list(result.varied.map(wordsOf));
  const found =
    best && confirmation
      ? `Best in the search: ${best.variation.label}, ${result.metric.title} ${measuredText(best.value, result.metric)}. ` +
        shortConfirmation(confirmation)
      : 'No variation is better than the default.';
  return {
    title: `Search: ${result.experiment.title}${varied && ` (${varied})`}`,
    summary: [searchSize(result, tried), found, isSynthetic && SYNTHETIC].filter(Boolean).join(' '),
    command,
    isSynthetic,
    sections: searchSections(outcome, given),
  };
}

/** The parts of a search's page. */
function searchSections(outcome: SearchOutcome, given: SearchCommands['given'] = {}): Sections {
  const { result } = outcome;
  const importance = importancePlot(result);
  const few = say('To say what each parameter explains, 20 finished variations are needed.');
  return [
    { heading: 'Best variation', content: [bestWords(outcome, given)] },
    { heading: 'Importance of each parameter', content: [importance ?? few] },
    { heading: 'Parallel coordinates', content: [sweepParallel(result, { id: 'parallel' })] },
    { heading: 'Error against each parameter', content: searchSlices(result) },
    { heading: 'All variations', content: [searchTable(result)] },
    ...(result.stopped.length > 0 ? [{ heading: 'Stopped early', content: [stoppedTable(result)] }] : []),
  ];
}

/** The figures of a search below each other, for a notebook. */
export const searchCard = (outcome: SearchOutcome): Displayed[] =>
  searchSections(outcome).flatMap(({ heading, content }): (Figure | Prose)[] => [say(`**${heading}**`), ...content]);

/** The second measurement, the warning that goes with it, and the command line to copy. */
function bestWords({ result, best, confirmation, tried }: SearchOutcome, given: SearchCommands['given']): Prose {
  if (!best || !confirmation) return say('No variation is better than the default: there is nothing to measure again.');
  const use = Object.entries({ ...given, ...best.variation.changes }).map(([name, value]) => optionText(name, value));
  const command = ['npm run report --', result.experiment.name, ...use].join(' ');
  const text = confirmationText(confirmation, { variations: tried, best: best.value.mean }, command);
  return say([`**${best.variation.label}**`, ...text.split('\n')].join('\n\n').replace(command, `\n\n    ${command}`));
}
