/** Tells a person something, in one or a few lines. */
export type NoticeDisplay = (text: string) => void;

const told = new Set<string>();
let display: NoticeDisplay = (text) => console.error(text);

/**
 * Tells the person who runs this process what no figure shows: that a stored run was damaged, that a photo was skipped.
 * Goes to standard error, in a notebook below the running cell; from a process of `runInProcess` to its parent. The same
 * text is told once.
 *
 * @param text What happened and, if anything can be done about it, what. Sentences with their periods.
 * @example notice('.cache/runs/0f3c: the stored run is damaged. It is trained again.');
 */
export function notice(text: string): void {
  if (told.has(text)) return;
  told.add(text);
  display(text);
}

/** Puts all later notices elsewhere. */
export function setNoticeDisplay(other: NoticeDisplay): void {
  display = other;
}
