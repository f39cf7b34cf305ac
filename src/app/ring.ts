import { readFile } from 'node:fs/promises';
import { StartError } from '../core/errors/start-error.ts';
import type { Database } from '../core/postgres/database.ts';
import { hasSellers } from '../core/postgres/sellers.ts';
import { forwardTime } from '../core/time.ts';
import type { World } from '../core/world.ts';
import type { Host } from '../http/server/host.ts';
import { Unreadable } from '../sandbox/file.ts';
import { sandboxHost } from '../sandbox/http/host.ts';
import { Journal } from '../sandbox/http/journal.ts';
import { reset } from '../sandbox/resets.ts';
import { Sandbox, type SandboxParts } from '../sandbox/sandbox.ts';
import { importState } from '../sandbox/states.ts';
import { createStories, type Stories } from '../sandbox/story/stories.ts';
import { openVirtual, type Virtual, virtualParts } from '../sandbox/virtual.ts';
import { type Settings, sandbox_operator_token } from './config.ts';
import { type GivenParts, idCallers } from './world.ts';

// The sandbox around the core, as the program starts it. Core mode does not load this file.

type StartFile = { path: string; content: Buffer };

type RingParts = Omit<SandboxParts, 'virtual'> & {
  /** Where koli answers, once it listens. */
  url(): string;
  /** The data was replaced: what others remember of it is stale. */
  forget(): void;
};

export class Ring {
  readonly #settings: Settings;
  readonly #file: StartFile | null;
  readonly journal = new Journal();
  virtual!: Virtual;
  sandbox!: Sandbox;
  stories!: Stories;

  /** Reads the file first: a mistyped name is reported before a database is opened. */
  static async prepare(settings: Settings): Promise<Ring> {
    return new Ring(settings, settings.from === undefined ? null : await readStart(settings.from));
  }

  private constructor(settings: Settings, file: StartFile | null) {
    this.#settings = settings;
    this.#file = file;
  }

  /** What the sandbox puts in place of parts of the world. */
  async parts(db: Database, given: GivenParts): Promise<Partial<World>> {
    const { seed, payment_delay_ms, operator_token } = this.#settings;
    const known_token = operator_token === sandbox_operator_token ? operator_token : null;
    const time = given.clock ?? forwardTime();
    this.virtual = await openVirtual(db, time, { seed, payment_delay_ms, known_token });
    const parts = virtualParts(this.virtual, idCallers(this.#settings));
    return { ...parts, random: given.random ?? parts.random };
  }

  open({ url, forget, ...parts }: RingParts): Sandbox {
    this.sandbox = new Sandbox({ ...parts, virtual: this.virtual });
    this.sandbox.onReplaced(forget);
    this.stories = createStories(this.sandbox, url);
    return this.sandbox;
  }

  /** With the file that was given, or with the usual sellers and orders if the sandbox is new. */
  fill(wants_seed: boolean): Promise<void> {
    return fillNew(this.sandbox, this.#file, wants_seed);
  }

  host(): Host {
    return sandboxHost(this);
  }
}

async function fillNew(sandbox: Sandbox, file: StartFile | null, wants_seed: boolean): Promise<void> {
  const is_empty = !(await hasSellers(sandbox.world.db.pool));
  if (file !== null && !is_empty)
    throw new StartError(
      `--from ${file.path} would replace the sandbox that is there: use --memory or another --data folder, or import the file while koli runs.`,
    );
  if (file !== null) await startFrom(sandbox, file);
  else if (is_empty && wants_seed) await reset(sandbox, { to: 'shop', seed: null, clock: null });
}

async function readStart(path: string): Promise<StartFile> {
  try {
    return { path, content: await readFile(path) };
  } catch {
    throw new StartError(`${path} cannot be read: give --from the file of an export.`);
  }
}

async function startFrom(sandbox: Sandbox, { path, content }: StartFile): Promise<void> {
  try {
    await importState(sandbox, [content]);
  } catch (error) {
    throw error instanceof Unreadable ? new StartError(`${path} ${error.message}.`) : error;
  }
}
