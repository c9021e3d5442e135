/** `learningRate` -> `--learning-rate`: the same name on the command line. */
export const optionOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** `learningRate` -> `learning rate`, `validationMse` -> `validation MSE`: the same name in prose. */
export const wordsOf = (name: string): string =>
  name
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/\b(mse|nme)\b/, (measure) => measure.toUpperCase());
