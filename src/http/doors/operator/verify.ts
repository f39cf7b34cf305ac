import { Readable } from 'node:stream';
import { sentEvent, verdictDocument } from '../../../core/wire/watch.ts';
import type { World } from '../../../core/world.ts';
import { laws } from '../../../maintenance/laws.ts';
import { type Checked, verify } from '../../../maintenance/verify.ts';
import { givesEvents } from '../../contract/answers.ts';
import { type Operation, refusal } from '../../contract/operation.ts';
import { stream_headers } from '../../shared/event-stream.ts';

const nothing_checked: Checked = { orders: 0, packages: 0, events: 0, deliveries: 0, replies: 0, files: 0 };

/** The reader of the verdict has disconnected. */
class Abandoned extends Error {}

/** Worlds whose laws are being verified: it reads the whole database, so once at a time is enough. */
const verified_worlds = new WeakSet<World>();

export const verifyLaws: Operation = {
  name: 'verifyLaws',
  method: 'POST',
  path: '/api/v1/verify',
  access: 'operator',
  summary: 'Hold the whole database against the laws; the verdict comes as a server-sent event',
  description: `Events: \`progress\` with what was looked at so far, then one \`verdict\` (or \`failed\`, of which koli's log
tells). It reads everything once, and ends when its caller hangs up.

Data of \`verdict\`: \`checked\`, \`brokenCount\`, \`broken\` (the first 100), and \`laws\` with whether each holds.`,
  keyless: true,
  answers: { 200: givesEvents('How far it is, and the verdict') },
  refusals: ['verify.running'],
  async handle(call) {
    const { world } = call;
    if (verified_worlds.has(world)) return refusal(call, { code: 'verify.running' });
    verified_worlds.add(world);
    const body = new Readable({ read() {} });
    const say = (event: string, data: unknown) => {
      if (body.destroyed) throw new Abandoned();
      body.push(sentEvent(event, data));
    };
    // Nothing is sent, not even the status, before there is something to read.
    say('progress', nothing_checked);
    verify(world.db, (checked) => say('progress', checked), world.files)
      .then((verdict) => say('verdict', verdictDocument(verdict, laws)))
      .catch((error) => {
        if (error instanceof Abandoned) return;
        world.log.error({ err: error }, 'the laws could not be verified');
        if (!body.destroyed) body.push(sentEvent('failed', {}));
      })
      .finally(() => {
        verified_worlds.delete(world);
        if (!body.destroyed) body.push(null);
      });
    return { status: 200, headers: stream_headers, body };
  },
};
