import Module from 'node:module';
import { statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A module as Node keeps it, by its file, in `require.cache`. */
interface LoadedModule {
  readonly children: readonly LoadedModule[];
}

const cache = (Module as unknown as { readonly _cache: Record<string, LoadedModule> })._cache;

const NEVER = -2;

/** Lets files of the project be edited while the kernel runs. */
export class ProjectModules {
  readonly #folder: string;
  readonly #changed = new Map<string, number>();
  #refreshed = 0;

  /** @param root The project's root; files below its `node_modules` are left alone, as is what is loaded in them. */
  constructor(root: string) {
    this.#folder = root + sep;
  }

  /**
   * Forgets every module whose file has changed or gone since it was loaded, with all modules that import it, directly
   * or through others, so that the next import reads them anew. Modules that none of this touches keep their state.
   *
   * @returns The files forgotten, relative to the root.
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
    this.#refreshed = Date.now();
    return [...stale.values()].map((file) => file.slice(this.#folder.length));
  }

  /** Remembers the state of the files loaded since `refresh`, to tell later whether they have changed. */
  remember(): void {
    for (const [file] of this.#loaded()) {
      if (this.#changed.has(file)) continue;
      // One that was edited meanwhile, during a long cell, may have been loaded before: it counts as changed.
      const changed = changedAt(file);
      this.#changed.set(file, changed < this.#refreshed ? changed : NEVER);
    }
  }

  /** The project's own modules. */
  #loaded(): [string, LoadedModule][] {
    const packages = join(this.#folder, 'node_modules') + sep;
    return Object.entries(cache).filter(([file]) => file.startsWith(this.#folder) && !file.startsWith(packages));
  }

  #hasChanged(filename: string): boolean {
    return this.#changed.has(filename) && this.#changed.get(filename) !== changedAt(filename);
  }
}

/** When the file was last changed; -1 where it is gone. */
function changedAt(filename: string): number {
  return statSync(filename, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}
