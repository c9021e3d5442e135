import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nodeSetUp } from '../../lib/cluster/job';
import { root } from '../../lib/paths';
import { commandLineOf } from '../../lib/system/identity.mjs';

/** What the nodes' processes are made of. */
export interface NodeParts {
  readonly python: string;
  /** Where Ray is installed. */
  readonly packages: string;
  /** A folder with data sets, of which every node gets a copy; none if left out. */
  readonly data?: string;
}

/** A node of a cluster on this machine: in a network of its own, with folders of its own. */
export interface ClusterNode {
  readonly address: string;
  /** Its FACES_CACHE. */
  readonly cache: string;
  readonly namespace: string;
  readonly process: ChildProcess;
}

const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8', stdio: 'pipe' });

/** Why this machine cannot have such a network; undefined if it can. */
export function whyNoNetwork(): string | undefined {
  const name = `faces-probe-${process.pid}`;
  try {
    ip('netns', 'add', name);
    execFileSync('ip', ['netns', 'exec', name, 'unshare', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']);
    ip('link', 'add', `fp${process.pid % 10000}`, 'type', 'bridge');
    ip('link', 'delete', `fp${process.pid % 10000}`);
    ip('netns', 'delete', name);
    return undefined;
  } catch (error) {
    return `Network namespaces cannot be made here (it takes Linux, iproute2 and root): ${(error as Error).message}`;
  }
}

/** Ray nodes on this machine, each in a network namespace of its own. They do not see the project's folder. */
export class ClusterNetwork {
  readonly folder = mkdtempSync(join(tmpdir(), 'faces-c-'));
  readonly nodes: ClusterNode[] = [];
  private readonly bridge = `fc${process.pid % 100_000}`;
  private readonly subnet = `10.${64 + (process.pid % 64)}.${(process.pid >> 6) % 256}`;
  private count = 0;

  /** Makes the bridge between the nodes and this machine. */
  constructor(private readonly parts: NodeParts) {
    ip('link', 'add', this.bridge, 'type', 'bridge');
    ip('address', 'add', `${this.subnet}.254/24`, 'dev', this.bridge);
    ip('link', 'set', this.bridge, 'up');
  }

  /** Where drivers connect to. */
  get address(): string {
    return `ray://${this.nodes[0]!.address}:10001`;
  }

  /** Starts a node with one core, the first as the head, and waits until it can take runs. */
  async addNode(data = this.parts.data): Promise<ClusterNode> {
    const number = ++this.count;
    const [namespace, address] = [`${this.bridge}n${number}`, `${this.subnet}.${number}`];
    const link = `${this.bridge}v${number}`;
    ip('netns', 'add', namespace);
    ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    ip('link', 'set', link, 'master', this.bridge, 'up');
    ip('-n', namespace, 'address', 'add', `${address}/24`, 'dev', 'eth0');
    ip('-n', namespace, 'link', 'set', 'eth0', 'up');
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
    const folder = join(this.folder, `n${number}`);
    const cache = join(folder, 'cache');
    const node = { address, cache, namespace, process: this.start(namespace, folder, address, data) };
    this.nodes.push(node);
    await this.untilReady(node);
    return node;
  }

  /** Ends all processes of a node at once, as a loss of power does. */
  kill(node: ClusterNode): void {
    for (const pid of this.processesOf(node)) process.kill(pid, 'SIGKILL');
    this.nodes.splice(this.nodes.indexOf(node), 1);
  }

  /** Numbers of a node's processes. */
  processesOf({ namespace }: ClusterNode): number[] {
    return ip('netns', 'pids', namespace).split('\n').filter(Boolean).map(Number);
  }

  /** Numbers of the processes for runs that have not ended within half a minute. */
  async lastingRunners(): Promise<number[]> {
    for (let tries = 0; ; tries++) {
      const found = this.nodes.flatMap((node) => this.processesOf(node)).filter((pid) => isRunner(commandLineOf(pid)));
      if (found.length === 0 || tries === 60) return found;
      await pause(500);
    }
  }

  /** Ends everything. */
  async dispose(): Promise<void> {
    for (const node of [...this.nodes].reverse()) this.kill(node);
    await pause(500);
    for (let number = 1; number <= this.count; number++) ip('netns', 'delete', `${this.bridge}n${number}`);
    ip('link', 'delete', this.bridge);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private start(namespace: string, folder: string, address: string, data: string | undefined): ChildProcess {
    const { python, packages } = this.parts;
    const setUp = join(folder, 'cache', 'set-up', nodeSetUp().key);
    const own = join(folder, 'python');
    // There is no way out of the namespaces, so what a node would install is brought in. Then the project is out of sight.
    const binds = [
      [packages, own],
      [join(root(), 'node_modules'), join(setUp, 'node_modules')],
      [join(root(), '.cache', 'tensorflow'), join(setUp, '.cache', 'tensorflow')],
    ];
    for (const [, to] of binds) mkdirSync(to!, { recursive: true });
    writeFileSync(join(setUp, '.cache', 'set-up.json'), '{}');
    if (data) cpSync(data, join(folder, 'data'), { recursive: true });
    const first = this.nodes[0];
    const role = first
      ? [`--address=${first.address}:6379`]
      : ['--head', '--port=6379', '--ray-client-server-port=10001', '--include-dashboard=false'];
    const options = ['--block', '--num-cpus=1', '--memory=1000000000', '--object-store-memory=100000000'];
    const ray = ['-c', 'from ray.scripts.scripts import main; main()', 'start', ...role, ...options];
    const where = [`--node-ip-address=${address}`, `--temp-dir=${join(folder, 'r')}`, '--disable-usage-stats'];
    const script = [
      ...binds.map(([from, to]) => `mount --bind '${from}' '${to}'`),
      `mount -t tmpfs none '${root()}'`,
      'exec "$@"',
    ];
    const command = ['sh', '-c', script.join(' && '), '-', realpathSync(python), ...ray, ...where];
    return spawn('ip', ['netns', 'exec', namespace, 'unshare', '--mount', ...command], {
      cwd: folder,
      env: {
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        HOME: folder,
        PYTHONPATH: own,
        PYTHONNOUSERSITE: '1',
        FACES_CACHE: join(folder, 'cache'),
        FACES_DATA: join(folder, 'data'),
        FACES_DOWNLOAD: '0',
        // Seconds; half a minute is too short for a busy machine.
        RAY_raylet_start_wait_time_s: '120',
      },
      stdio: ['ignore', openSync(join(folder, 'said.txt'), 'w'), openSync(join(folder, 'said.txt'), 'a')],
    });
  }

  private async untilReady({ address, cache, process: started }: ClusterNode): Promise<void> {
    const said = join(cache, '..', 'said.txt');
    for (let tries = 0; tries < 900; tries++) {
      if (readFileSync(said, 'utf8').includes('Ray runtime started')) return;
      if (started.exitCode !== null) break;
      await pause(200);
    }
    throw new Error(`The node ${address} could not be started:\n${readFileSync(said, 'utf8').slice(-3000)}`);
  }
}

const isRunner = (words: readonly string[]): boolean => words.some((word) => word.includes('node-worker'));
