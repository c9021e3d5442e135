import { statSync } from 'node:fs';
import Module from 'node:module';
import { join, sep } from 'node:path';

/** A module as Node keeps it, by its file, in `require.cache`. */
interface LoadedModule {
  readonly children: readonly LoadedModule[];
}

const cache = (Module as unknown as { readonly _cache: Record<string, LoadedModule> })._cache;

const NEVER = -2;

/** Lets the project's files be edited while the kernel runs. */
export class ProjectModules {
  readonly #folder: string;
  readonly #ignored: readonly string[];
  readonly #changed = new Map<string, number>();
  #refreshed = 0;

  /**
   * @param root The project's root. Packages in its `node_modules` are never reloaded.
   * @param kernel The folder of the running kernel's own files, which are never reloaded either: the kernel would
   *   go on with the old ones, and cells would get a second copy of their state.
   */
  constructor(root: string, kernel = __dirname) {
    this.#folder = root + sep;
    this.#ignored = [join(root, 'node_modules') + sep, kernel + sep];
  }

  /**
   * Forgets every module whose file has changed or gone since it was loaded, and all modules that import it directly or
   * indirectly, so that the next import loads them again. All other modules keep their state.
   *
   * @returns The forgotten files, relative to the root.
   */
  refresh(): string[] {
    const own = this.#loaded();
    const stale = new Map(own.filter(([file]) => this.#hasChanged(file)).map(([file, module]) => [module, file]));
    for (let before = -1; before !== stale.size;) {
      before = stale.size;
      for (const [file, module] of own) if (module.children.some((child) => stale.has(child))) stale.set(module, file);
    }
    for (const file of stale.values()) {
      Reflect.deleteProperty(cache, file);
      this.#changed.delete(file);
    }
    // The times of files come from a coarser clock, which lags behind by some milliseconds.
    this.#refreshed = Date.now() - 20;
    return [...stale.values()].map((file) => file.slice(this.#folder.length));
  }

  /** Notes when the files loaded since `refresh` were last changed. */
  remember(): void {
    for (const [file] of this.#loaded()) {
      if (this.#changed.has(file)) continue;
      // A file edited during a long cell may have been loaded before the edit: it counts as changed.
      const changed = changedAt(file);
      this.#changed.set(file, changed < this.#refreshed ? changed : NEVER);
    }
  }

  /** The project's own modules. */
  #loaded(): [string, LoadedModule][] {
    const isIgnored = (file: string): boolean => this.#ignored.some((folder) => file.startsWith(folder));
    return Object.entries(cache).filter(([file]) => file.startsWith(this.#folder) && !isIgnored(file));
  }

  #hasChanged(filename: string): boolean {
    return this.#changed.has(filename) && this.#changed.get(filename) !== changedAt(filename);
  }
}

/** When the file was last changed; -1 where it is gone. */
function changedAt(filename: string): number {
  return statSync(filename, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}
