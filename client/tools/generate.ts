import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';

// The generated files of the client: types and a table of operations, from openapi.json.

// biome-ignore lint/suspicious/noExplicitAny: a JSON object of any form
type Json = Record<string, any>;

const note = '// Made by `npm run generate` from openapi.json.\n\n';

export async function typesFile(document: Json): Promise<string> {
  const blob = ts.factory.createTypeReferenceNode('Blob');
  const ast = await openapiTS(withoutRefusals(document) as OpenAPI3, {
    defaultNonNullable: false,
    transform: ({ format }) => (format === 'binary' ? blob : undefined),
  });
  return note + astToString(ast);
}

/** Only types of successful answers. Refusals have one shape, and their types would be three times as long. */
function withoutRefusals(document: Json): Json {
  const only = structuredClone(document);
  for (const methods of Object.values(only['paths'] as Json))
    for (const operation of Object.values(methods as Json)) {
      operation.parameters = operation.parameters.filter((one: Json) => one['$ref'] === undefined);
      for (const [status, response] of Object.entries(operation.responses as Json))
        if (status.startsWith('2')) delete response.headers;
        else delete operation.responses[status];
    }
  only['components'] = { schemas: only['components'].schemas };
  return only;
}

export function operationsFile(document: Json): string {
  const rows = Object.entries(document['paths'] as Json).flatMap(([path, methods]) =>
    Object.entries(methods as Json).map(([method, operation]) => rowOf(document, path, method, operation as Json)),
  );
  return `${note}export const operations = ${JSON.stringify(Object.fromEntries(rows), null, 2)} as const;\n`;
}

function rowOf(document: Json, path: string, method: string, operation: Json): [name: string, row: Json] {
  const found = (value: Json): Json => (value['$ref'] === undefined ? value : at(document, value['$ref']));
  const parameters: Json[] = (operation['parameters'] ?? []).map(found);
  const names = (where: string) => parameters.filter((one) => one['in'] === where).map((one) => one['name'] as string);
  const access: string = operation['x-access'];
  const done = Object.entries(operation['responses'] as Json)
    .filter(([status]) => status.startsWith('2'))
    .map(([, response]) => found(response as Json));
  const row = {
    method: method.toUpperCase(),
    path,
    access,
    // The client adds the seller to the path.
    names: names('path').filter((name) => access !== 'seller' || name !== 'sellerId'),
    input: inputOf(operation, names('query')),
    output: outputOf(done),
    keyed: names('header').includes('Idempotency-Key'),
    signed: names('header').includes('SellerID'),
    paged: names('query').includes('cursor'),
    tells: done.flatMap(({ headers = {} }) => toldIn(headers, found)),
  };
  return [operation['operationId'], row];
}

const at = (document: Json, ref: string): Json =>
  ref
    .split('/')
    .slice(1)
    .reduce((value, part) => value[part], document);

function inputOf({ requestBody }: Json, query: string[]): string {
  const [type] = Object.keys(requestBody?.content ?? {});
  if (type !== undefined) return { 'application/json': 'json', 'multipart/form-data': 'form' }[type] ?? type;
  return query.length > 0 ? 'query' : 'none';
}

/** A constant text only says that the call succeeded. */
function outputOf(done: Json[]): string {
  const [content] = done.flatMap(({ content = {} }) => Object.entries(content as Json));
  if (content === undefined) return 'none';
  const [type, { schema = {} }] = content;
  if (type === 'text/event-stream') return 'events';
  if (type.endsWith('json')) return 'json';
  if (!type.startsWith('text/')) return 'bytes';
  return 'const' in schema ? 'none' : 'text';
}

/** `koli-new-packages` becomes `newPackages`, a list of numbers. `koli-fault` is not part of a result. */
function toldIn(headers: Json, found: (value: Json) => Json): [header: string, name: string, kind: string][] {
  return Object.entries(headers)
    .filter(([header]) => header.startsWith('koli-') && header !== 'koli-fault')
    .map(([header, value]) => {
      const { schema } = found(value);
      const kind = schema.type === 'integer' ? 'number' : schema.pattern?.includes(',') ? 'numbers' : 'text';
      const name = header.slice('koli-'.length).replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      return [header, name, kind];
    });
}
