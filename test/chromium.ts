import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium that the environment variable `CHROMIUM` names, or Debian's; `more` are further arguments. */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...ARGUMENTS, ...more] });
}

const measured = new WeakSet<Page>();

/** Opens a page without network, in a context of its own; close it with `closePage`. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ offline: true, ...options });
  // A machine may be busy with other tests.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  if (process.env.FACES_COVERAGE && options.javaScriptEnabled !== false) {
    await page.coverage.startJSCoverage({ resetOnNavigation: false });
    measured.add(page);
  }
  return page;
}

/** Closes the page and its context; keeps which lines of the project's scripts ran, while coverage is measured. */
export async function closePage(page: Page): Promise<void> {
  if (measured.has(page)) keepCoverage(await page.coverage.stopJSCoverage());
  await page.context().close();
}

type ScriptCoverage = Awaited<ReturnType<Page['coverage']['stopJSCoverage']>>;

const INLINE_MAP = /(?<=\n\/\/# sourceMappingURL=data:application\/json;base64,)[\w+/=]+/;

/**
 * Writes the coverage of a page's scripts as Node.js writes its own, for c8. Each script, which is part of a page,
 * becomes a file; its source map, which lib/bundle.ts put in while coverage is measured, leads to the files of lib/.
 */
function keepCoverage(scripts: ScriptCoverage): void {
  const folder = join(process.cwd(), '.cache', 'coverage', 'browser');
  mkdirSync(folder, { recursive: true });
  const result = scripts.flatMap(({ source, functions }) => {
    const map = source && INLINE_MAP.exec(source)?.[0];
    if (!source || !map) return [];
    const file = join(folder, `${createHash('sha256').update(source).digest('hex').slice(0, 16)}.js`);
    writeFileSync(file, source.replace(INLINE_MAP, absolute(map)));
    return [{ scriptId: '0', url: pathToFileURL(file).href, functions }];
  });
  writeFileSync(
    join(process.env.NODE_V8_COVERAGE!, `coverage-browser-${randomUUID()}.json`),
    JSON.stringify({ result }),
  );
}

/** A source map whose sources are relative to the project's folder, with absolute ones. */
function absolute(base64: string): string {
  const map = JSON.parse(Buffer.from(base64, 'base64').toString()) as { sources: string[] };
  const sources = map.sources.map((source) => join(process.cwd(), source));
  return Buffer.from(JSON.stringify({ ...map, sourceRoot: '', sources })).toString('base64');
}
