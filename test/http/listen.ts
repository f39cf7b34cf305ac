import type { CallOptions, TestWorld } from '../world.ts';

export type Heard = {
  event: string;
  id: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  data: any;
};

/** Somebody who follows a stream of server-sent events. */
export type Listener = AsyncDisposable & {
  status: number;
  headers: Headers;
  heard: Heard[];
  /** Waits until so many events of a kind have come, and gives these. */
  until(event: string, count?: number): Promise<Heard[]>;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
};

export async function listen(
  world: Pick<TestWorld, 'url' | 'authorization'>,
  path: string,
  { as, headers = {}, at = world.url, method = 'GET' }: CallOptions & { method?: string },
): Promise<Listener> {
  const stop = new AbortController();
  const answer = await fetch(at + path, {
    method,
    headers: { ...(headers as Record<string, string>), authorization: world.authorization(as!) },
    signal: stop.signal,
  });
  const heard: Heard[] = [];
  let wake = () => {};
  const read = async () => {
    let rest = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop()!;
      heard.push(...blocks.map(parse));
      wake();
    }
  };
  const ended = read().catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
  return {
    status: answer.status,
    headers: answer.headers,
    heard,
    ended,
    async until(event, count = 1) {
      for (;;) {
        const found = heard.filter((one) => one.event === event);
        if (found.length >= count) return found;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await ended;
    },
  };
}

function parse(block: string): Heard {
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
  return { event: fields.event, id: fields.id === undefined ? null : Number(fields.id), data: JSON.parse(fields.data) };
}
