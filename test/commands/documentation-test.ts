import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOCUMENTS = [
  'README.md',
  '.devcontainer/README.md',
  '.github/CONTRIBUTING.md',
  'data/README.md',
  'lib/README.md',
  'notebooks/README.md',
];

const read = (file: string): string => readFileSync(file, 'utf8');

/** Every match of the first group, once. */
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, first]) => first!)),
];

/** The rows of a Markdown table whose first cell is code. */
const firstCells = (text: string): string[] => all(text, /^\| `([^`]+)`/gm);

const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

for (const document of DOCUMENTS) {
  describe(document, () => {
    const text = read(document);

    it('links and shows only files that exist', () => {
      const links = [...all(text, /\]\(([^)]+)\)/g), ...all(text, /<img src="([^"]+)"/g)];
      const local = links.filter((link) => !/^(https?:|#)/.test(link)).map((link) => link.replace(/#.*/, ''));
      assert.deepEqual(
        local.filter((link) => !existsSync(join(dirname(document), link))),
        [],
      );
    });

    it('names only files that exist', () => {
      const paths = all(text, /`((?:lib|test|scripts|notebooks|\.github|\.ci)\/[\w./-]*)`/g);
      assert.deepEqual(
        paths.filter((path) => !existsSync(path)),
        [],
      );
    });

    it('names only npm scripts that exist', () => {
      const named = [...all(text, /npm run ([\w:-]+)/g), ...all(text, /npm (start|test)\b/g)];
      assert.deepEqual(
        named.filter((script) => !scripts.includes(script)),
        [],
      );
    });
  });
}

describe('the layout', () => {
  const folders = readdirSync('lib', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => `${name}/`).sort();

  it('is described in lib/README.md, folder by folder', () => {
    assert.deepEqual(firstCells(read('lib/README.md')).sort(), names);
  });

  it('has nothing but its few folders and files at the top', () => {
    const allowed = ['README.md', 'data', 'eslint.config.mjs', 'lib', 'node_modules', 'notebooks'];
    allowed.push('package-lock.json', 'package.json', 'reports', 'scripts', 'test', 'tsconfig.json');
    const visible = readdirSync('.').filter(
      (name) => !name.startsWith('.') && !/^(LICENSE|NOTICE|CITATION|CHANGELOG)/.test(name),
    );
    assert.deepEqual(
      visible.filter((name) => !allowed.includes(name)),
      [],
    );
  });
});
