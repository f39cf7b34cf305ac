import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../errors/start-error.ts';

// Two databases on the same files would destroy them. The holder of a folder listens on a socket in it: the kernel ends
// that with its process, whatever ended the process and whatever the machine is called by then, and it answers whether
// or not the process has time. A socket is found by the folder itself, so that containers that share a volume keep each other out, and a
// copy of a folder is free.

export type FolderLock = { release(): void };

/** Takes the folder for this process. What an ended process left is cleared away. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  try {
    mkdirSync(folder, { recursive: true });
    if (process.platform === 'win32') return await lockByName(folder, pipeOf(folder));
    return await lockBySocket(folder);
  } catch (error) {
    throw error instanceof StartError ? error : notWritable(folder, error);
  }
}

const notWritable = (folder: string, error: unknown): StartError =>
  new StartError(
    `Cannot write to the folder ${resolve(folder)} (${(error as NodeJS.ErrnoException).code}): choose another with KOLI_DATA, or --memory.`,
  );

const heldBy = (folder: string, who: string): StartError =>
  new StartError(
    `The folder ${resolve(folder)} is in use by another koli${who}: stop it, or choose another folder with KOLI_DATA.`,
  );

/** What a file system answers that has no sockets. */
const no_sockets = ['EOPNOTSUPP', 'ENOTSUP', 'EPERM', 'ENOSYS', 'EINVAL'];

async function lockBySocket(folder: string): Promise<FolderLock> {
  const place = openPlace(folder);
  let server: Server;
  try {
    server = await listenAt(place.address(`draft.${place.own}`));
  } catch (error) {
    place.close();
    if (process.platform !== 'linux' || !no_sockets.includes(errorCode(error))) throw error;
    return lockByName(folder, abstractOf(folder));
  }
  const release = () => {
    server.close();
    // The folder may have been deleted by now.
    rmSync(join(folder, place.own), { force: true });
    place.close();
  };
  try {
    // Published whole: a socket that is bound and does not listen yet would look like one of an ended process.
    renameSync(join(folder, `draft.${place.own}`), join(folder, place.own));
    await refuseOthers(folder, place);
    return { release };
  } catch (error) {
    release();
    throw error;
  }
}

type LockPlace = { own: string; address(name: string): string; close(): void };

/** `lock`, when it was made, by which process, since which start of the machine. The oldest comes first in order. */
const pattern = /^lock\.\d{13}\.(\d+)\.(\w*)\.\w+$/;

/** Longest path that a socket may have, on the systems that allow least. */
const longest_path = 100;

function openPlace(folder: string): LockPlace {
  const own = `lock.${Date.now()}.${process.pid}.${boot()}.${randomBytes(3).toString('hex')}`;
  const is_short = Buffer.byteLength(join(folder, `draft.${own}`)) <= longest_path;
  if (is_short || !existsSync('/proc/self/fd')) return { own, address: (name) => join(folder, name), close: () => {} };
  const descriptor = openSync(folder, 'r');
  return { own, address: (name) => `/proc/self/fd/${descriptor}/${name}`, close: () => closeSync(descriptor) };
}

/**
 * The first to publish its lock stays. Each looks for others after it has published its own lock, so of two at the same
 * moment at least one sees the other. Of two that see each other, the older one waits for the younger to go.
 */
async function refuseOthers(folder: string, { own, address }: LockPlace): Promise<void> {
  for (const other of readdirSync(folder).sort()) {
    const [, pid, its_boot] = pattern.exec(other) ?? [];
    if (pid === undefined || other === own) continue;
    if (await answers(address(other))) {
      if (other < own || !(await goes(address(other)))) throw heldBy(folder, `, process ${pid}`);
    } else if (its_boot !== boot() && isShared(folder)) throw heldElsewhere(folder, other);
    else rmSync(join(folder, other), { force: true });
  }
}

const heldElsewhere = (folder: string, file: string): StartError =>
  new StartError(
    `The folder ${resolve(folder)} is in use by a koli on another machine: stop it, or delete ${resolve(folder, file)} if it is gone.`,
  );

const patience_ms = 5_000;
const pause_ms = 50;

async function goes(address: string): Promise<boolean> {
  for (let waited = 0; waited < patience_ms; waited += pause_ms) {
    await sleep(pause_ms);
    if (!(await answers(address))) return true;
  }
  return false;
}

/** Only a refusal shows that no process listens; whatever else hinders us may not. */
const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(errorCode(error))));
  });

function listenAt(address: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(address, () => resolve(server));
  });
}

/** A name that one process of the machine can have at a time, where the folder itself cannot hold a socket. */
async function lockByName(folder: string, name: string): Promise<FolderLock> {
  try {
    const server = await listenAt(name);
    return { release: () => void server.close() };
  } catch (error) {
    throw errorCode(error) === 'EADDRINUSE' ? heldBy(folder, '') : error;
  }
}

const nameHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

const pipeOf = (folder: string): string => `\\\\.\\pipe\\koli-${nameHash(realpathSync.native(folder).toLowerCase())}`;

function abstractOf(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `\0koli-${dev}-${ino}`;
}

/** Names the start of this machine, where the system tells. */
function boot(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  } catch {
    return '';
  }
}

/** NFS, SMB and CIFS, Ceph, Lustre, GFS2, OCFS2, AFS: of these another machine may use the same folder. */
const shared_file_systems = [
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x00c36400, 0x0bd00bd0, 0x01161970, 0x7461636f, 0x5346414f,
];

const isShared = (folder: string): boolean =>
  process.platform === 'linux' && shared_file_systems.includes(statfsSync(folder).type >>> 0);

const errorCode = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
