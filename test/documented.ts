import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { programOf } from '../src/app/program.ts';
import { ErrorEnvelope } from '../src/core/wire/error.ts';
import type { AnswerForm } from '../src/http/contract/answers.ts';
import { headersSent, isRequired, refusalsByStatus } from '../src/http/contract/common.ts';
import { answerHeaders } from '../src/http/contract/headers.ts';
import type { Operation } from '../src/http/contract/operation.ts';
import { withReference } from '../src/http/contract/reference.ts';
import { refusalRows } from '../src/http/contract/refusals.ts';
import { routes } from '../src/http/routes.ts';
import { withSandbox } from '../src/sandbox/http/operations.ts';

/** Every operation there is; which of them are served hangs on settings. */
export const operations: Operation[] = withReference(withSandbox(routes()), programOf('sandbox'));

type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/**
 * Throws when an answer is not one that the reference tells of: another status, a key that is not listed, a missing
 * header, or a body with a field too few, too many or of another kind. Every answer of every test comes past here.
 */
export function expectDocumented(method: string, url: string, got: Got): void {
  const problem = undocumented(method, new URL(url).pathname, got);
  if (problem !== null) throw new Error(`${method} ${url} answered what the reference does not tell: ${problem}`);
}

export function undocumented(method: string, path: string, got: Got): string | null {
  // A request that breaks HTTP itself is answered before anybody knows what it asks.
  // A sandbox's fault answers whatever it was told to.
  if (got.headers['koli-fault'] !== undefined) return null;
  const operation = operations.find((one) => one.method === method && patternOf(one).test(path));
  if (operation === undefined || got.status === 431) return null;
  const absent = operation.marks?.['x-sandbox-only'] === true;
  if (got.status === 556 && (absent || !isText(path))) return null;
  const form = operation.answers[got.status];
  if (form === undefined) return wrongRefusal(operation, got) ?? wrongHeaders(operation, got);
  return wrongContent(operation, form, got) ?? wrongHeaders(operation, got);
}

/** An address whose escapes make no text is nobody's. */
function isText(path: string): boolean {
  try {
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
}

function wrongContent({ name }: Operation, { type, text, schema }: AnswerForm, got: Got): string | null {
  if (type === undefined) return got.body === '' ? null : `${name} tells of an empty body`;
  const sent = (got.headers['content-type'] as string | undefined)?.split(';')[0] ?? '';
  if (![type].flat().includes(sent)) return `${name} tells of ${type}, this is ${sent}`;
  if (text !== undefined && got.body !== text) return `${name} tells of the text ${text}`;
  return schema === undefined ? null : wrongBody(schema, got);
}

function wrongRefusal(operation: Operation, got: Got): string | null {
  const codes = refusalsByStatus(operation).get(got.status);
  const told = [...Object.keys(operation.answers), ...refusalsByStatus(operation).keys()].join(', ');
  if (codes === undefined) return `${operation.name} tells of ${told} only, this is ${got.status} ${got.body}`;
  const problem = wrongBody(ErrorEnvelope, got);
  if (problem !== null) return problem;
  const { key } = JSON.parse(got.body).errors[0];
  const keys = codes.map((code) => refusalRows[code].key);
  return keys.includes(key) ? null : `${operation.name} lists ${keys.join(', ')} for ${got.status}, this is ${key}`;
}

/** koli's own headers are known and of their kind; those that are promised are there. */
function wrongHeaders(operation: Operation, { status, headers }: Got): string | null {
  const told = headersSent(operation, status);
  const stranger = Object.keys(headers).find((name) => name in answerHeaders && !told.includes(name as 'retry-after'));
  if (stranger !== undefined) return `${operation.name} tells of no header ${stranger} for ${status}`;
  const missing = told.find((name) => isRequired(name, status) && headers[name] === undefined);
  if (missing !== undefined) return `${operation.name} promises a header ${missing} for ${status}`;
  for (const name of told) {
    const value = headers[name];
    if (value === undefined) continue;
    const schema: TSchema = answerHeaders[name].schema;
    const numeric = (schema as { type?: string }).type === 'integer';
    if (!validator(schema).Check(numeric ? Number(value) : value)) return `header ${name} is ${value}`;
  }
  return null;
}

function wrongBody(schema: TSchema, { body }: Got): string | null {
  const value = JSON.parse(body);
  const check = validator(schema);
  if (check.Check(value)) return null;
  const [error] = check.Errors(value);
  return `${error?.instancePath} ${error?.message} ${JSON.stringify(error?.params)} in ${body.slice(0, 4_000)}`;
}

const validators = new WeakMap<TSchema, Validator>();

function validator(schema: TSchema): Validator {
  const known = validators.get(schema) ?? Compile(closed(schema));
  validators.set(schema, known);
  return known;
}

/** Readers must expect new fields; tests do not, so that no field goes untold. */
function closed<T>(schema: T): T {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed) as T;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return (
    'properties' in inner && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner
  ) as T;
}

const patterns = new Map<string, RegExp>();

function patternOf({ path }: Operation): RegExp {
  const known = patterns.get(path) ?? new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);
  patterns.set(path, known);
  return known;
}
