import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';

/** Who holds the folder. Pids come again; a pid with the time its process started (and on which boot) does not. */
type Holder = { pid: number; started: string | null; host: string };

export type FolderLock = { release(): void };

/**
 * Takes the folder for this process: two databases on the same files would destroy them. A lock whose holder is gone
 * (kill -9, power cut) is taken over.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock');
  const mine = JSON.stringify(holderOf(process.pid));
  makeFolder(folder);
  if (!create(folder, path, mine)) {
    const holder = await read(path);
    if (holder !== null && isAlive(holder)) throw new StartError(heldBy(folder, path, holder));
    // Two may find the same dead holder at once. Each puts itself in its place, the last one stays, and after a pause
    // in which both have done so each looks who it was.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, mine);
    renameSync(draft, path);
    await sleep(100);
  }
  const now = readFileSync(path, 'utf8');
  if (now !== mine) throw new StartError(heldBy(folder, path, JSON.parse(now) as Holder));
  return {
    release() {
      // Somebody may have deleted the whole folder by now.
      if (existsSync(path) && readFileSync(path, 'utf8') === mine) rmSync(path);
    },
  };
}

const heldBy = (folder: string, path: string, holder: Holder): string =>
  holder.host === hostname()
    ? `The folder ${resolve(folder)} is in use by another koli, process ${holder.pid}: stop it, or choose another folder with KOLI_DATA.`
    : `The folder ${resolve(folder)} is in use by a koli on ${holder.host}: stop it, or delete ${resolve(path)} if it is gone.`;

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw notWritable(folder, error);
  }
}

const notWritable = (folder: string, error: unknown): StartError =>
  new StartError(
    `Cannot write to the folder ${resolve(folder)} (${(error as NodeJS.ErrnoException).code}): choose another with KOLI_DATA, or --memory.`,
  );

function create(folder: string, path: string, mine: string): boolean {
  try {
    writeFileSync(path, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw notWritable(folder, error);
  }
}

/** The holder; null when the file holds none, also after the moment in which a new holder would have written it. */
async function read(path: string): Promise<Holder | null> {
  for (const pause_ms of [0, 200]) {
    await sleep(pause_ms);
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Holder;
    } catch {}
  }
  return null;
}

const holderOf = (pid: number): Holder => ({ pid, started: startOf(pid), host: hostname() });

/** Boot and start time of a process, where the system tells; null for a process that is not there. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold blanks; the start time is the 20th field after it.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${started}`;
  } catch {
    return null;
  }
}

/** A holder on another machine cannot be looked at, so it counts as alive. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  if (holder.started !== null) return startOf(holder.pid) === holder.started;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
