import type { Socket } from 'node:net';

const line_bytes = 'HTTP/1.1 100'.length;
const is_continue = /^HTTP\/1\.[01] 100$/;
const end_of_header = '\r\n\r\n';

/**
 * A receiver may send interim answers (1xx) before its answer. undici passes over all of them but 100, which ends the
 * call: it never asks for one. So a 100 reaches undici as a 102, which means nothing either. `read` is the one place where
 * undici takes bytes from a connection; one call at a time is on it.
 */
export function passOverContinue(socket: Socket): void {
  /** Undefined: the header of the answer has begun, and nothing is looked at until the next call. */
  let start: string | undefined;
  let is_interim = false;
  const { read, write } = socket;
  socket.write = function (this: Socket, ...args: Parameters<typeof write>) {
    start ??= '';
    return write.apply(this, args);
  } as typeof write;
  socket.read = function (this: Socket, size?: number) {
    const chunk: Buffer | null = read.call(this, size);
    for (let at = 0; chunk !== null && start !== undefined && at < chunk.length; ) at = look(chunk, at);
    return chunk;
  };

  /** Gives the place up to which the bytes are known. */
  function look(chunk: Buffer, at: number): number {
    if (is_interim) return skip(chunk, at);
    const part = chunk.toString('latin1', at, at + line_bytes - start!.length);
    const line = start + part;
    const after = at + part.length;
    if (line.length < line_bytes) {
      start = line;
      return after;
    }
    is_interim = /^HTTP\/1\.[01] 1\d\d$/.test(line);
    // Its last digit is always in this chunk, and that is enough: 102.
    if (is_continue.test(line)) chunk[after - 1] = '2'.charCodeAt(0);
    start = is_interim ? '' : undefined;
    return after;
  }

  /** To the end of an interim header, which may be in two chunks. */
  function skip(chunk: Buffer, at: number): number {
    const text = start + chunk.toString('latin1', at);
    const end = text.indexOf(end_of_header);
    if (end === -1) {
      start = text.slice(1 - end_of_header.length);
      return chunk.length;
    }
    const after = at + end + end_of_header.length - start!.length;
    start = '';
    is_interim = false;
    return after;
  }
}
