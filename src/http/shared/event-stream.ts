/** Headers of an answer of server-sent events. */
export const stream_headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Tells proxies not to collect events before they pass them on.
  'x-accel-buffering': 'no',
};
