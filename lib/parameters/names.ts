/** `learningRate` -> `--learning-rate`: the same name on the command line. */
export const optionOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** `learningRate` -> `learning rate`, `validationMseAt1e-4` -> `validation MSE at 1e-4`: the same name in prose. */
export const wordsOf = (name: string): string =>
  name
    .replace(/(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)/g, ' ')
    .toLowerCase()
    .replace(/\b(mse|nme|auc|ced|sd)\b/g, (abbreviation) => abbreviation.toUpperCase());
