import { type CallOptions, type ClientOptions, open, type Request } from './send.ts';

/** One server-sent event. */
export type SentEvent = {
  event: string;
  /** Where a stream goes on: give it as `since`. */
  id: string | null;
  /** As JSON said it. */
  data: unknown;
};

/**
 * Events as they come, over one connection: the generator ends when the connection does, and throws when it breaks. It
 * is not made again by itself, since only the caller knows where to go on.
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
    // Whoever stops listening hangs up; a connection that broke has done so already.
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
