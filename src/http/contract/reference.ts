import { Type } from 'typebox';
import { gives } from './answers.ts';
import { openapi, type Program } from './openapi.ts';
import { jsonText, type Operation } from './operation.ts';

const Document = Type.Object(
  { openapi: Type.Literal('3.1.1') },
  { description: 'What this koli serves, as OpenAPI 3.1.', additionalProperties: true },
);

/** The operations, and one more that describes them all. */
export function withReference(operations: readonly Operation[], program: Program): Operation[] {
  let text: string | undefined;
  const all: Operation[] = [
    ...operations,
    {
      name: 'readOpenapi',
      method: 'GET',
      path: '/openapi.json',
      access: 'open',
      summary: 'What this koli serves, as OpenAPI 3.1',
      answers: { 200: gives(Document) },
      refusals: [],
      async handle() {
        text ??= JSON.stringify(openapi(all, { url: '/', description: 'This koli' }, program));
        return jsonText(text);
      },
    },
  ];
  return all;
}
