import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The image of the Containerfile, built without a registry of images: the bases that it names are made here, of Debian's
// packages and the Node of this project.

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type Image = {
  /** Its files, unpacked. */
  files: string;
  env: string[];
  entrypoint: string[];
  cmd: string[];
  user: string;
  folder: string;
  healthcheck: string[];
  volumes: string[];
};

type Inspected = {
  Docker: {
    config: {
      Env: string[];
      Entrypoint: string[];
      Cmd: string[];
      User: string;
      WorkingDir: string;
      Healthcheck: { Test: string[] };
      Volumes: Record<string, object>;
    };
  };
};

const debian = 'debian:bookworm-slim';
const node = 'node:24-bookworm-slim';

/** What Debian's own slim image leaves out. */
const slim = ['doc', 'man', 'locale', 'info'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);

export class Builder {
  readonly #work: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(work: string) {
    this.#work = work;
    const storage = join(work, 'storage.conf');
    const folders = ['runroot', 'graphroot'].map((name) => `${name} = ${JSON.stringify(join(work, name))}`);
    writeFileSync(storage, ['[storage]', 'driver = "vfs"', ...folders].join('\n'));
    this.#env = {
      ...process.env,
      CONTAINERS_STORAGE_CONF: storage,
      STORAGE_DRIVER: 'vfs',
      BUILDAH_ISOLATION: 'chroot',
    };
  }

  /** Builds the image from the package in a folder; returns it with its sizes in bytes. */
  build(packed: string): Image {
    this.#makeBases();
    const context = join(this.#work, 'context');
    mkdirSync(join(context, 'dist'), { recursive: true });
    for (const name of readdirSync(packed).filter((one) => /^koli-\d.*\.tgz$/.test(one)))
      cpSync(join(packed, name), join(context, 'dist', name));
    const file = join(root, 'Containerfile');
    this.#run('bud', '--pull-never', '--quiet', '--format', 'docker', '--file', file, '--tag', 'koli', context);
    const container = this.#run('from', '--pull-never', 'koli');
    const { config } = (JSON.parse(this.#run('inspect', '--type', 'image', 'koli')) as Inspected).Docker;
    return {
      files: this.#run('mount', container),
      env: config.Env,
      entrypoint: config.Entrypoint,
      cmd: config.Cmd,
      user: config.User,
      folder: config.WorkingDir,
      healthcheck: config.Healthcheck.Test,
      volumes: Object.keys(config.Volumes),
    };
  }

  /** Bytes of the image as it is transferred: its layers with gzip. */
  transferBytes(): number {
    const folder = join(this.#work, 'pushed');
    this.#run('push', '--quiet', '--format', 'oci', 'koli', `oci:${folder}`);
    return sizeOf(folder);
  }

  /** Removes all containers and images. */
  clear(): void {
    this.#run('rm', '--all');
    this.#run('rmi', '--all', '--force');
  }

  #makeBases(): void {
    const tar = join(this.#work, 'debian.tar');
    const merged = ['--include=usr-is-merged', '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr'];
    run('mmdebstrap', ['--quiet', '--variant=minbase', ...merged, ...slim, 'bookworm', tar], this.#env);
    const base = this.#run('from', 'scratch');
    const files = this.#run('mount', base);
    run('tar', ['-xf', tar, '-C', files], this.#env);
    rmSync(tar);
    this.#run('commit', '--quiet', base, debian);
    cpSync(realpathSync(join(root, 'node_modules/node/bin/node')), join(files, 'usr/local/bin/node'));
    this.#run('commit', '--quiet', base, node);
    this.#run('rm', base);
  }

  #run(...words: string[]): string {
    return run('buildah', words, this.#env);
  }
}

function run(program: string, words: string[], env: NodeJS.ProcessEnv): string {
  const told = execFileSync(program, words, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
  return told.trim();
}

/** Bytes of all files below a folder, each counted once. */
export const sizeOf = (folder: string): number =>
  Number(
    execFileSync('du', ['--summarize', '--apparent-size', '--block-size=1', folder], { encoding: 'utf8' }).split(
      '\t',
    )[0],
  );

export const hasTools = (): boolean =>
  process.getuid?.() === 0 && ['buildah', 'crun', 'mmdebstrap'].every((name) => existsSync(join('/usr/bin', name)));
