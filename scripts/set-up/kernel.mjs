import { join } from 'node:path';
import { read, writeWhole } from '../../lib/system/files.mjs';

/** The kernel's name in the metadata of notebooks. */
export const KERNEL = 'faces';

/**
 * Registers the notebook kernel in the Python environment.
 * @param {string} root The project's root.
 */
export function registerKernel(root) {
  const spec = {
    argv: [process.execPath, join(root, 'lib/jupyter/kernel.cjs'), '{connection_file}'],
    display_name: 'TypeScript (tslab)',
    language: 'typescript',
    interrupt_mode: 'signal',
    // What each is for: see kernel.cjs.
    env: { TF_CPP_MIN_LOG_LEVEL: '3', ESBUILD_WORKER_THREADS: '0' },
  };
  const folder = join(root, '.venv/share/jupyter/kernels', KERNEL);
  writeIfOther(join(folder, 'kernel.json'), spec);
  // Otherwise JupyterLab asks at its first start whether it may fetch news.
  const settings = { disabledExtensions: { '@jupyterlab/apputils-extension:announcements': true } };
  writeIfOther(join(root, '.venv/etc/jupyter/labconfig/page_config.json'), settings);
  // Beside a list of completions, what the selected one means.
  const overrides = { '@jupyterlab/completer-extension:manager': { showDocumentationPanel: true } };
  writeIfOther(join(root, '.venv/share/jupyter/lab/settings/overrides.json'), overrides);
}

/**
 * Writes JSON unless the file has that content already.
 * @param {string} file
 * @param {object} content
 */
function writeIfOther(file, content) {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (read(file) !== text) writeWhole(file, text);
}
