import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/**
 * A client that is still sending when its connection closes often sees a reset instead of the answer. So what it sends is
 * read on and dropped, within these limits.
 */
const read_on_limits = { bytes: 32 << 20, ms: 5_000 };
/** Without bytes for so long, the client may wait for the answer before it goes on. */
const quiet_ms = 200;

/** `quiet`: nothing comes at the moment. `over`: nothing will come, or a limit is reached. */
type Rest = { quiet: Promise<void>; over: Promise<void> };

function readOn(body: IncomingMessage): Rest {
  const quiet = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  let left = read_on_limits.bytes;
  const silence = setTimeout(quiet.resolve, quiet_ms);
  const end = () => {
    clearTimeout(silence);
    clearTimeout(limit);
    for (const event of ['end', 'close', 'error']) body.off(event, end);
    quiet.resolve();
    over.resolve();
  };
  const limit = setTimeout(end, read_on_limits.ms);
  for (const event of ['end', 'close', 'error']) body.on(event, end);
  body.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left <= 0) end();
    else silence.refresh();
  });
  body.unpipe();
  body.resume();
  if (body.complete || body.destroyed) end();
  return { quiet: quiet.promise, over: over.promise };
}

/** Waits until the client listens. What it gives back is sent as the answer: its end waits until the client has ended. */
export async function afterBody(body: IncomingMessage, answer: string): Promise<Readable> {
  const { quiet, over } = readOn(body);
  await quiet;
  return Readable.from(
    (async function* () {
      yield Buffer.from(answer);
      await over;
    })(),
  );
}
