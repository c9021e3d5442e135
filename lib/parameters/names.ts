/**
 * A parameter's name on the command line.
 *
 * @param name In camel case.
 * @example optionOf('learningRate') // '--learning-rate'
 */
export const optionOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

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
