import fs from 'node:fs';

/**
 * Does some work while one of the file system's functions fails, as on a full or broken disk.
 *
 * @param name Of the function.
 * @param code Of the failure, such as `ENOSPC`.
 * @param work What to do meanwhile; synchronous.
 */
export function failing<T>(
  name: 'openSync' | 'writeSync' | 'writeFileSync' | 'fsyncSync' | 'renameSync' | 'linkSync',
  code: string,
  work: () => T,
): T {
  const original = fs[name];
  const syscall = name.replace('Sync', '');
  Object.assign(fs, {
    [name]: () => {
      throw Object.assign(new Error(`${code}: injected, ${syscall}`), { code, syscall });
    },
  });
  try {
    return work();
  } finally {
    Object.assign(fs, { [name]: original });
  }
}
