import type { RefusalCode } from '../../core/domain/refusal.ts';
import { ErrorEnvelope } from '../../core/wire/error.ts';
import { OrderInput } from '../../core/wire/order.ts';
import { PackageDocument, PackagePage } from '../../core/wire/package-schema.ts';
import type { AnswerForm } from './answers.ts';
import { headersRead, headersSent, isRequired, refusalsByStatus } from './common.ts';
import { exampleOrder, examplePackage } from './example.ts';
import { answerHeaders, requestHeaders } from './headers.ts';
import type { Access, Operation } from './operation.ts';
import { namesIn, pathParameters } from './path.ts';
import { envelope, fileEnvelope, languages, refusalRows } from './refusals.ts';
import { createParts, type Json, type Parts, plainSchema } from './schema-parts.ts';

type Chapter = { at: RegExp; name: string; about: string };

/** The chapters of the reference. An operation belongs to the first one whose pattern fits its address. */
const chapters: Chapter[] = [
  {
    at: /^\/integration\/order\/.*orders/,
    name: 'Lists',
    about: 'Lists of packages for a seller: in pages and as a stream.',
  },
  { at: /^\/integration\/order\//, name: 'Packages', about: 'Commands of a seller on a package.' },
  { at: /^\/integration\/webhook\//, name: 'Webhooks', about: 'Addresses to which koli sends status changes.' },
  { at: /^\/integration\//, name: 'Invoices and labels', about: 'Invoices and labels of a package.' },
  { at: /^\/api\/v1\/seller(\/|$)/, name: 'Own data', about: 'Data of the seller whose key signs the request.' },
  { at: /^\/api\/v1\//, name: 'Operator', about: 'Operations for the operator of the marketplace.' },
  { at: /^\//, name: 'Reference', about: 'This document.' },
];

/** Adds a chapter of a ring in front of the one that has this name. */
export const addChapter = (before: string, chapter: Chapter): void =>
  void chapters.splice(
    chapters.findIndex(({ name }) => name === before),
    0,
    chapter,
  );

const chapterOf = ({ path }: Operation) => chapters.find(({ at }) => at.test(path))!;

const schemes: Record<Access, string | null> = {
  seller: 'sellerKey',
  self: 'sellerKey',
  operator: 'operatorToken',
  open: null,
};

const about = `koli speaks the Trendyol seller order API, and an API of its own for the operator of a marketplace.

- Times are UTC milliseconds. The only exception is \`orderDate\` of a package, which is three hours ahead.
- Amounts are decimals with at most two digits. Only the units of a line add up to the kuruş.
- Ids are integers below 2^53.
- All refusals have the same body. Programs decide by its \`key\`.
- Another method on an address that exists is 405 \`koli.method\`; an address that does not is 556
  \`{"message":"Service Unavailable"}\`, as on the marketplace.
- HEAD is answered like GET, without a body.
- A write that lists \`Idempotency-Key\` among its headers is done once, even if it is sent several times with the same key.`;

/** The reference of what is served, as OpenAPI 3.1. `server`: where it is served, beginning of every address. */
export type Program = { version: string; description: string };

export function openapi(
  operations: readonly Operation[],
  server: { url: string; description: string },
  program: Program,
): Json {
  const parts = createParts();
  parts.example(PackageDocument, examplePackage());
  parts.example(OrderInput, exampleOrder);
  const used = chapters.filter((chapter) => operations.some((operation) => chapterOf(operation) === chapter));
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationObject(operation, parts) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'koli',
      version: program.version,
      summary: program.description,
      description: about,
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [server],
    tags: used.map(({ name, about: description }) => ({ name, description })),
    paths,
    webhooks: { packageChanged: { post: webhookObject(parts) } },
    components: {
      securitySchemes: {
        sellerKey: { type: 'http', scheme: 'basic', description: 'API key and secret of a seller' },
        operatorToken: { type: 'http', scheme: 'bearer', description: "The operator's token" },
      },
      ...parts.all(),
    },
  };
}

function operationObject(operation: Operation, parts: Parts): Json {
  const { name, summary, description, access, marks, v1, body } = operation;
  const scheme = schemes[access];
  return {
    operationId: name,
    tags: [chapterOf(operation).name],
    summary,
    ...(description && { description }),
    ...(v1 && { deprecated: true }),
    ...marks,
    'x-access': access,
    security: scheme === null ? [] : [{ [scheme]: [] }],
    parameters: [...pathObjects(operation), ...queryObjects(operation, parts), ...headerObjects(operation, parts)],
    ...(body && { requestBody: bodyObject(operation, parts) }),
    responses: responseObjects(operation, parts),
  };
}

/** What an address that was registered by `createWebhook` hears. */
const webhookObject = (parts: Parts): Json => ({
  operationId: 'packageChanged',
  tags: ['Webhooks'],
  summary: 'A package has reached a status',
  description:
    'One package a call, as the event left it: by itself, as in production, or in a page, as in the documents of the ' +
    'marketplace, where the seller has `webhookEnvelope` `page`. ' +
    'Sent again until it is answered with 2xx; `webhook-id` names the event and stays the same.',
  security: [],
  parameters: Object.entries({
    'webhook-id': 'Names the event, the same over repetitions',
    'webhook-timestamp': 'Seconds since 1970 of this attempt',
  }).map(([name, description]) => ({ name, in: 'header', required: true, description, schema: { type: 'string' } })),
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: { anyOf: [parts.schema(PackageDocument), parts.schema(PackagePage)] } },
    },
  },
  responses: {
    '2XX': { description: 'Heard' },
    '4XX': { description: 'As every other answer: not heard, sent again later' },
  },
});

function pathObjects({ name: operation, path }: Operation): Json[] {
  return namesIn(path).map((name) => {
    const parameter = pathParameters[name];
    if (parameter === undefined)
      throw new Error(`${operation} has :${name} in its path, which is not described: add it to http/path.ts`);
    const { schema, description } = parameter;
    return { name, in: 'path', required: true, description, schema: plainSchema(schema) };
  });
}

function queryObjects({ query }: Operation, parts: Parts): Json[] {
  const required = (query?.required ?? []) as string[];
  return Object.entries(query?.properties ?? {}).map(([name, property]) => {
    const { description, ...schema } = parts.schema(property) as { description?: string; type?: string };
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description !== undefined && { description }),
      // Lists are understood in any form; this one is the shortest.
      ...(schema.type === 'array' && { style: 'form', explode: false }),
      schema,
    };
  });
}

const headerObjects = (operation: Operation, parts: Parts): Json[] =>
  headersRead(operation).map((name) => {
    const { schema, description, ...more } = requestHeaders[name];
    const only_abroad = name === 'storeFrontCode' && operation.only_in !== undefined;
    const required = 'required' in more || only_abroad;
    return parts.parameter(only_abroad ? `${name}-required` : name, {
      name,
      in: 'header',
      required,
      description,
      schema: plainSchema(schema),
    });
  });

function bodyObject({ body, body_type = 'application/json', body_optional }: Operation, parts: Parts): Json {
  return { required: body_optional === undefined, content: { [body_type]: { schema: parts.schema(body!) } } };
}

function responseObjects(operation: Operation, parts: Parts): Json {
  const answers = Object.entries(operation.answers).map(([status, form]) => [
    status,
    {
      description: form.description,
      headers: sentHeaders(operation, Number(status), parts),
      ...contentOf(form, parts),
    },
  ]);
  const refusals = [...refusalsByStatus(operation)].map(([status, codes]) => {
    // An operation may answer a refusal in another form than the envelope.
    const own = operation.answers[status];
    const response = {
      description: [own?.description, ...codes.map((code) => `\`${refusalRows[code].key}\`: ${sentence(code)}`)]
        .filter(Boolean)
        .join('\n\n'),
      headers: sentHeaders(operation, status, parts),
      content: {
        'application/json': {
          schema: parts.schema(own?.schema ?? ErrorEnvelope),
          examples: examplesOf(codes, parts, own && operation.path),
        },
      },
    };
    // What many operations share is written once.
    const name = [...codes, ...headersSent(operation, status).slice(0, -1)].join('-');
    return [String(status), codes.length === 1 ? parts.response(name, response) : response];
  });
  return Object.fromEntries([...answers, ...refusals]);
}

function sentHeaders(operation: Operation, status: number, parts: Parts): Json {
  const names = headersSent(operation, status);
  return Object.fromEntries(
    names.map((name) => {
      const { schema, description } = answerHeaders[name];
      const required = isRequired(name, status);
      const part = required || answerHeaders[name].required !== true ? name : `${name}-where-known`;
      return [name, parts.header(part, { description, required, schema: plainSchema(schema) })];
    }),
  );
}

function contentOf({ type, schema, text }: AnswerForm, parts: Parts): Json {
  if (type === undefined) return {};
  const content =
    schema !== undefined
      ? { schema: parts.schema(schema) }
      : text !== undefined
        ? { schema: { type: 'string', const: text } }
        : {};
  return { content: Object.fromEntries([type].flat().map((one) => [one, content])) };
}

const sentence = (code: RefusalCode): string => languages.en.sentences[code]!;

/** `file_path`: where files are refused in a form of their own. */
function examplesOf(codes: RefusalCode[], parts: Parts, file_path?: string): Json {
  return Object.fromEntries(
    codes.map((code) => {
      const at = Date.UTC(2026, 10, 16, 9);
      const own = file_path === undefined ? null : fileEnvelope(code, sentence(code), at, file_path);
      const value = JSON.parse((own ?? envelope(code, sentence(code), at)).body);
      return [code, parts.exampleOf(code, { value })];
    }),
  );
}
