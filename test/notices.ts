import { setNoticeDisplay } from '../lib/notices';

/** Collects the notices during each test of the surrounding `describe`. */
export function collectNotices(): string[] {
  const texts: string[] = [];
  beforeEach(() => {
    texts.length = 0;
    setNoticeDisplay((text) => texts.push(text));
  });
  afterEach(() => setNoticeDisplay((text) => console.error(text)));
  return texts;
}
