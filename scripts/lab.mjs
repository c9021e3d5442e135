// Usage: node scripts/lab.mjs [ARGUMENTS OF JUPYTER LAB]
// Opens JupyterLab at the notebooks, with their kernel; the rest of the project can be edited in it too.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { KERNEL } from './set-up/kernel.mjs';
import { pythonOf } from './set-up/python.mjs';
import { root, setUp } from './set-up/set-up.mjs';

await setUp();
const settings = [
  `--ServerApp.root_dir=${root}`,
  '--LabApp.default_url=/lab/tree/notebooks',
  `--MultiKernelManager.default_kernel_name=${KERNEL}`,
  // Python's own kernel is there as a dependency of JupyterLab; no notebook here uses it.
  `--KernelSpecManager.allowed_kernelspecs=${KERNEL}`,
  ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
];
const lab = spawn(pythonOf(root), ['-m', 'jupyterlab', ...settings, ...process.argv.slice(2)], {
  cwd: join(root, 'notebooks'),
  stdio: 'inherit',
});
// Ctrl-C reaches JupyterLab from the terminal; it asks whether to stop, and this process waits for the answer.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => lab.kill('SIGTERM'));
lab.on('close', (code) => process.exit(code ?? 1));
