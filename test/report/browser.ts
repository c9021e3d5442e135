import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { closePage, launchChromium, openPage } from '../chromium';

/** A browser without network, and a folder with pages in it. */
export class PageBrowser {
  private constructor(
    private readonly browser: Browser,
    readonly folder: string,
  ) {}

  /** Starts Chromium; `more` are further arguments for it. */
  static async start(more: readonly string[] = []): Promise<PageBrowser> {
    const browser = await launchChromium(more);
    return new PageBrowser(browser, mkdtempSync(join(tmpdir(), 'report-page-')));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }

  write(name: string, page: string): void {
    writeFileSync(join(this.folder, name), page);
  }

  /** Opens a page from its file; fails for anything on the console, any error and any request to elsewhere. */
  async visit(name: string, look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    const page = await openPage(this.browser, options);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(request.url());
    });
    await page.goto(pathToFileURL(join(this.folder, name)).href);
    await look(page);
    assert.deepEqual(complaints, []);
    await closePage(page);
  }
}

/** What axe-core finds wrong with a page, in one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // A script element would be refused by the page's content security policy.
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
