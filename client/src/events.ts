import { type CallOptions, type ClientOptions, open, type Request } from './send.ts';

/** A server-sent event. */
export type SentEvent = {
  event: string;
  /** The place to resume: pass it as `since`. */
  id: string | null;
  /** The parsed JSON. */
  data: unknown;
};

/**
 * Events over one connection. The generator ends with the connection and throws if it breaks. It does not reconnect,
 * because only the caller knows where to resume.
 */
export async function* events(
  request: Request,
  client: ClientOptions,
  options: CallOptions,
): AsyncGenerator<SentEvent, void, undefined> {
  const response = await open(request, client, options);
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) yield eventOf(block);
    }
  } finally {
    // Closes the connection when the caller stops reading.
    await reader.cancel().catch(() => {});
  }
}

function eventOf(block: string): SentEvent {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    fields.set(line.slice(0, colon), line.slice(colon + 2));
  }
  const data = fields.get('data');
  return {
    event: fields.get('event') ?? 'message',
    id: fields.get('id') ?? null,
    data: data === undefined ? null : JSON.parse(data),
  };
}
