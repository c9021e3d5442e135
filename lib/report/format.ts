/** 0.4 s, 12 s, 3 min 20 s, 1 h 5 min. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A number with three significant digits, the way papers print them: 0.00312, 9.7e-5, 1,240. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e6 ? value.toExponential(2) : String(Number(value.toPrecision(3)));
}

/** A parameter's or metric's name as words: `validationMseAt1e-4` -> `validation MSE at 1e-4`. */
export function words(name: string): string {
  return name
    .replace(/(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)/g, ' ')
    .toLowerCase()
    .replace(/\b(mse|nme|auc|ced|sd)\b/g, (abbreviation) => abbreviation.toUpperCase());
}

/** A parameter's value as people write it. */
export function formatValue(value: unknown): string {
  if (typeof value === 'number') return value !== 0 && Math.abs(value) < 1e-2 ? value.toExponential() : String(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
