// Usage: node scripts/lab.mjs [ARGUMENTS OF JUPYTER LAB]
// Opens JupyterLab in notebooks/ with the kernel ready. Its file browser shows the whole project.
import { join } from 'node:path';
import { endWithNpm, spawnWithLifeline } from '../lib/system/lifeline.mjs';
import { KERNEL } from './set-up/kernel.mjs';
import { pythonOf } from './set-up/python.mjs';
import { root, setUp } from './set-up/set-up.mjs';

endWithNpm();
await setUp();
const settings = [
  `--ServerApp.root_dir=${root}`,
  '--LabApp.default_url=/lab/tree/notebooks',
  `--MultiKernelManager.default_kernel_name=${KERNEL}`,
  // JupyterLab brings Python's kernel along as a dependency; no notebook here uses it.
  `--KernelSpecManager.allowed_kernelspecs=${KERNEL}`,
  ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
];
const lab = spawnWithLifeline(pythonOf(root), ['-m', 'jupyterlab', ...settings, ...process.argv.slice(2)], {
  cwd: join(root, 'notebooks'),
  terminal: true,
});
// Ctrl-C reaches JupyterLab through the terminal. It asks whether to stop; this process waits for the answer.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => lab.kill('SIGTERM'));
lab.on('close', (code) => process.exit(code ?? 1));
