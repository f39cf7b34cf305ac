import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Upload } from '../../core/corridor/ask.ts';
import { file_limit } from '../contract/limits.ts';
import { malformed, Refused, unread } from '../contract/refused.ts';

/** Forms stay in memory until they are answered: at most 160 MB. Further requests are refused with 503. */
const forms_at_once = 16;

/** So that the slow forms of one seller leave places to the others. */
const forms_per_seller = 8;
/** A form of which nothing came for so long gives its place away. */
const still_limit_ms = 5_000;

const form_limits = {
  files: 1,
  fileSize: file_limit,
  fields: 16,
  parts: 17,
  fieldSize: 4_096,
  fieldNameSize: 100,
  headerPairs: 20,
};

/** The texts of a form by name, and its file. */
export type Form = { body: Record<string, string>; upload?: Upload };

export type Forms = {
  /** Reads a form and holds its place until `work` has answered. */
  read<T>(request: FastifyRequest, work: (form: Form) => Promise<T>): Promise<T>;
};

export function createForms(still_ms = still_limit_ms): Forms {
  let open = 0;
  const of_seller = new Map<number, number>();
  return {
    async read(request, work) {
      const { seller_id } = request.seller;
      const own = of_seller.get(seller_id) ?? 0;
      if (open >= forms_at_once || own >= forms_per_seller)
        throw new Refused({ code: 'unavailable' }, { ...unread, 'retry-after': '1' });
      open++;
      of_seller.set(seller_id, own + 1);
      try {
        return await work(await readMovingForm(request, still_ms));
      } finally {
        open--;
        const left = of_seller.get(seller_id)! - 1;
        if (left === 0) of_seller.delete(seller_id);
        else of_seller.set(seller_id, left);
      }
    },
  };
}

/** Reads a form as long as it moves. */
async function readMovingForm(request: FastifyRequest, still_ms: number): Promise<Form> {
  const { socket } = request.raw;
  const still = Promise.withResolvers<never>();
  let [bytes, since] = [socket.bytesRead, performance.now()];
  const timer = setInterval(() => {
    if (socket.bytesRead !== bytes) [bytes, since] = [socket.bytesRead, performance.now()];
    else if (performance.now() - since >= still_ms) still.reject(new Refused({ code: 'request.slow' }, unread));
  }, still_ms / 5).unref();
  const form = readForm(request);
  // If it is cut, nothing waits for it any more.
  form.catch(() => {});
  try {
    return await Promise.race([form, still.promise]);
  } finally {
    clearInterval(timer);
  }
}

async function readForm(request: FastifyRequest): Promise<Form> {
  const form: Form = { body: {} };
  if (!request.isMultipart()) return form;
  let problem: Refused | null = null;
  try {
    // To the end in any case: what was not read would be taken for the next request.
    for await (const part of request.parts({ limits: form_limits })) {
      if (part.type === 'file') form.upload = await uploadOf(part);
      else if (part.fieldname in form.body) problem ??= twice(part.fieldname);
      else if (part.fieldnameTruncated || part.valueTruncated || !isText(part.value))
        problem ??= unreadable(part.fieldname);
      else form.body[part.fieldname] = part.value;
    }
  } catch (error) {
    throw explained(error as Error & { code?: string });
  }
  if (problem !== null) throw problem;
  return form;
}

/** PostgreSQL stores no NUL. */
const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\0');

async function uploadOf(part: MultipartFile): Promise<Upload | undefined> {
  const content = await part.toBuffer();
  if (part.fieldname !== 'file') return undefined;
  return { content, name: fileName(part.filename), sha256: createHash('sha256').update(content).digest('hex') };
}

/** The last part of a path, without what no name holds. */
const fileName = (told: string | undefined): string =>
  (told ?? '')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{C}]/gu, '')
    .slice(0, 255)
    .toWellFormed() || 'invoice';

const twice = (name: string) => malformed({ rule: 'form.twice', name });
const unreadable = (name: string) =>
  malformed({ rule: 'form.text', name: name.slice(0, 64), limit_bytes: form_limits.fieldSize });

function explained(error: Error & { code?: string }): Error {
  switch (error.code) {
    case 'FST_REQ_FILE_TOO_LARGE':
      return new Refused({ code: 'too.large', limit: file_limit }, unread);
    case 'FST_FILES_LIMIT':
      return malformed({ rule: 'form.files' });
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return malformed({ rule: 'form.fields', limit: form_limits.fields });
  }
  return malformed({ rule: 'form.not' });
}
