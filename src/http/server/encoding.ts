import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import {
  type BrotliOptions,
  brotliCompress,
  brotliDecompress,
  constants,
  gunzip,
  gzip,
  inflate,
  inflateRaw,
  type ZlibOptions,
} from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { malformed, Refused } from '../contract/refused.ts';

// Bodies that travel compressed, in both directions. The work is done in threads; other requests go on.

type Unpack = (body: Buffer, options: ZlibOptions & BrotliOptions) => Promise<Buffer>;

const viaGzip: Unpack = promisify(gunzip);
const viaBrotli: Unpack = promisify(brotliDecompress);
const viaZlib: Unpack = promisify(inflate);
const viaRaw: Unpack = promisify(inflateRaw);
/** Its name means zlib; some clients send the stream without the head of zlib, which always has these four bits. */
const viaDeflate: Unpack = (body, options) => ((body[0]! & 0x0f) === 8 ? viaZlib : viaRaw)(body, options);

const unpackers: Record<string, Unpack> = { gzip: viaGzip, 'x-gzip': viaGzip, deflate: viaDeflate, br: viaBrotli };

const readEncoded = ['gzip', 'deflate', 'br'];

/** The encoding of a body; undefined: none. */
const encodingOf = (headers: IncomingHttpHeaders): string | undefined => {
  const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  return encoding === '' || encoding === 'identity' ? undefined : encoding;
};

/** Judged before the body is read. Files travel as they are. */
export function refusedEncoding(headers: IncomingHttpHeaders, is_json: boolean): Refused | undefined {
  const encoding = encodingOf(headers);
  if (encoding === undefined || (is_json && Object.hasOwn(unpackers, encoding))) return undefined;
  const allowed = is_json ? readEncoded : ['identity'];
  const facts = { code: 'content.encoding', encoding: encoding.slice(0, 64).toWellFormed(), allowed } as const;
  return new Refused(facts, { 'accept-encoding': allowed.join(', ') });
}

/** The decoded body. The same limit holds as for a body without encoding. */
export async function unpacked(body: Buffer, headers: IncomingHttpHeaders, limit: number): Promise<Buffer> {
  const encoding = encodingOf(headers);
  if (encoding === undefined || body.length === 0) return body;
  try {
    return await unpackers[encoding]!(body, { maxOutputLength: limit });
  } catch (error) {
    const is_large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw is_large ? new Refused({ code: 'too.large', limit }) : malformed({ rule: 'unpacked.not', encoding });
  }
}

/** Smaller answers fit into a few packets, and compressing costs more than it saves. */
const least_chars = 8 << 10;
const compressible = /^(application\/json|text\/)/;

/** The first that a client takes is used. Level 1 makes a list a tenth as large in a third of the time of the usual level. */
const packers: [name: string, pack: (text: string) => Promise<Buffer>][] = [
  ['gzip', (text) => promisify(gzip)(text, { level: 1 })],
  ['br', (text) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
];

/** Large texts go compressed to clients that ask for it. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length < least_chars || !isCompressible(reply))
      return done(null, payload);
    reply.header('vary', 'accept-encoding');
    const accepted = acceptedEncodings(request.headers['accept-encoding']);
    const packer = packers.find(([name]) => accepted(name));
    if (packer === undefined || request.method === 'HEAD') return done(null, payload);
    const [name, pack] = packer;
    pack(payload).then((packed) => {
      reply.header('content-encoding', name).removeHeader('content-length');
      done(null, packed);
    }, done);
  });
}

const isCompressible = (reply: FastifyReply): boolean =>
  compressible.test(String(reply.getHeader('content-type'))) && !reply.hasHeader('content-encoding');

/** `gzip;q=0` takes an encoding away, `*` takes all that are not named. */
function acceptedEncodings(header: string | string[] | undefined): (name: string) => boolean {
  const weights = new Map<string, number>();
  for (const part of String(header ?? '')
    .toLowerCase()
    .split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  return (name) => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
}
