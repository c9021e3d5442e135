import { formatValue } from '../format';

/**
 * A parameter's name on the command line.
 *
 * @param name In camel case.
 * @example optionOf('learningRate') // '--learning-rate'
 */
export const optionOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * A text as one word of a command, in quotes where a shell would take it apart.
 *
 * @example shellWord('my photos') // "'my photos'"
 */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A parameter with its value, as a person types it.
 *
 * @param name In camel case.
 * @param value Of the parameter.
 * @example optionText('learningRate', 5e-4) // '--learning-rate 5e-4'
 */
export const optionText = (name: string, value: unknown): string =>
  `${optionOf(name)} ${shellWord(formatValue(value))}`;

/**
 * The name of a parameter or figure in prose.
 *
 * @param name In camel case.
 * @example wordsOf('validationMseAt1e-4') // 'validation MSE at 1e-4'
 */
export const wordsOf = (name: string): string =>
  name
    .replace(/(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)/g, ' ')
    .toLowerCase()
    .replace(/\b(mse|nme|auc|ced|sd|ema)\b/g, (abbreviation) => abbreviation.toUpperCase());

/** Whether the parameter `data` names a folder, and not the real data set or the synthetic one. */
export const isFolderOfData = (data: string): boolean => data !== 'auto' && data !== 'generated';
