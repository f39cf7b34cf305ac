import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Image } from './image.ts';

export type Run = {
  image: Image;
  work: string;
  hostname: string;
  /** A folder of this machine for each volume of the image. */
  volumes: Record<string, string>;
  env: Record<string, string>;
};

export type Told = { status: number; out: string };

/** crun as it is old in Debian 12 wants one kind of control groups: in a mount namespace of its own it sees no second. */
const alone = ['-m', 'sh', '-c', 'umount /sys/fs/cgroup/unified 2> /dev/null; exec crun "$@"', 'crun'];

/** A container with a read-only root file system, without capabilities, in the network of this machine. */
export class Container {
  readonly #id = `koli-${randomBytes(4).toString('hex')}`;
  readonly #image: Image;
  readonly #options: string[];
  readonly #env: string[];
  readonly #child: ChildProcess;
  readonly ended: Promise<Told>;
  #out = '';

  constructor({ image, work, hostname, volumes, env }: Run) {
    this.#image = image;
    this.#env = [...image.env, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
    this.#options = ['--root', join(work, 'crun'), '--cgroup-manager=disabled'];
    const bundle = join(work, this.#id);
    mkdirSync(bundle);
    const args = [...image.entrypoint, ...image.cmd];
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(this.#config(args, hostname, volumes)));
    this.#child = spawn('unshare', [...alone, ...this.#options, 'run', '--bundle', bundle, this.#id], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (data: Buffer) => {
      this.#out += data;
    };
    this.#child.stdout!.on('data', hear);
    this.#child.stderr!.on('data', hear);
    this.ended = once(this.#child, 'close').then(() => ({ status: this.#child.exitCode ?? -1, out: this.#out }));
  }

  /** Until it prints something. */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const found = this.#out.match(pattern);
      if (found) return found;
      if (this.#child.exitCode !== null) throw new Error(`ended without saying ${pattern}: ${this.#out}`);
      await Promise.race([once(this.#child.stdout!, 'data'), once(this.#child.stderr!, 'data'), this.ended]);
    }
  }

  /** Another program in the container, as its user. */
  async exec(words: string[], env: Record<string, string> = {}): Promise<Told> {
    const given = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    return this.#crun('exec', '--user', this.#image.user, this.#id, 'env', ...given, ...words);
  }

  /** A verb of koli in it. */
  koli(words: string[], env: Record<string, string> = {}): Promise<Told> {
    return this.exec([...this.#image.entrypoint, ...words], env);
  }

  /** The health check of the image, as a container engine runs it. */
  isHealthy(): Promise<boolean> {
    const [kind, ...words] = this.#image.healthcheck;
    const command = kind === 'CMD' ? words : ['sh', '-c', words.join(' ')];
    return this.exec(command).then(({ status }) => status === 0);
  }

  async signal(name: 'TERM' | 'KILL'): Promise<Told> {
    await this.#crun('kill', this.#id, name);
    return this.ended;
  }

  /** Ends it, whatever its state. */
  async remove(): Promise<void> {
    await this.#crun('delete', '--force', this.#id);
    await this.ended;
  }

  async #crun(...words: string[]): Promise<Told> {
    const told = promisify(execFile)('unshare', [...alone, ...this.#options, ...words], { encoding: 'utf8' });
    return told.then(
      ({ stdout, stderr }) => ({ status: 0, out: stdout + stderr }),
      ({ code, stdout, stderr }) => ({ status: code, out: stdout + stderr }),
    );
  }

  #config(args: string[], hostname: string, volumes: Record<string, string>): object {
    const [uid, gid] = this.#image.user.split(':').map(Number) as [number, number];
    const process = { terminal: false, user: { uid, gid }, args, env: this.#env, cwd: this.#image.folder };
    const temporary = (destination: string, mode: string) => ({
      destination,
      type: 'tmpfs',
      source: 'tmpfs',
      options: ['nosuid', mode],
    });
    const mounts = this.#image.volumes.map((destination) => {
      const source = volumes[destination]!;
      chownSync(source, uid, gid);
      return { destination, type: 'bind', source, options: ['rbind', 'rw'] };
    });
    return {
      ociVersion: '1.0.2',
      process: { ...process, noNewPrivileges: true, capabilities: {} },
      root: { path: this.#image.files, readonly: true },
      hostname,
      mounts: [{ destination: '/proc', type: 'proc', source: 'proc' }, temporary('/dev', 'mode=755'), ...mounts],
      linux: { namespaces: ['pid', 'mount', 'uts', 'ipc'].map((type) => ({ type })) },
    };
  }
}
