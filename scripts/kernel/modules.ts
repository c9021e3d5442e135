import Module from 'node:module';
import { statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A module as Node keeps it in `require.cache`. */
export interface LoadedModule {
  readonly filename: string;
  readonly children: readonly LoadedModule[];
}

/** Lets files of the project be edited while the kernel runs. */
export class ProjectModules {
  readonly #folder: string;
  readonly #changed = new Map<string, number>();

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
    const own = Object.values(loadedModules()).filter((module) => this.#isOwn(module.filename));
    const stale = new Set(own.filter(({ filename }) => this.#hasChanged(filename)));
    for (let before = -1; before !== stale.size;) {
      before = stale.size;
      for (const module of own) if (module.children.some((child) => stale.has(child))) stale.add(module);
    }
    for (const { filename } of stale) {
      Reflect.deleteProperty(loadedModules(), filename);
      this.#changed.delete(filename);
    }
    return [...stale].map(({ filename }) => filename.slice(this.#folder.length));
  }

  /** Remembers the state of the files loaded since the last call, to tell later whether they have changed. */
  remember(): void {
    for (const { filename } of Object.values(loadedModules())) {
      if (this.#isOwn(filename) && !this.#changed.has(filename)) this.#changed.set(filename, changedAt(filename));
    }
  }

  #isOwn(filename: string): boolean {
    return filename.startsWith(this.#folder) && !filename.startsWith(join(this.#folder, 'node_modules') + sep);
  }

  #hasChanged(filename: string): boolean {
    return this.#changed.has(filename) && this.#changed.get(filename) !== changedAt(filename);
  }
}

function loadedModules(): Record<string, LoadedModule> {
  return (Module as unknown as { _cache: Record<string, LoadedModule> })._cache;
}

/** When the file was last changed; -1 where it is gone. */
function changedAt(filename: string): number {
  return statSync(filename, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}
