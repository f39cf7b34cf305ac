import type { Static, TObject } from 'typebox';
import { isRefusal, type Refusal } from '../../core/domain/refusal.ts';
import type { Call, Reply } from '../contract/operation.ts';
import { refusal } from '../contract/operation.ts';
import { parseQuery } from '../contract/query.ts';

/** A handler of an operation with a query string. `parse` checks what the schema cannot: parameters that depend on each other. */
export const queried =
  <Q extends TObject, Asked extends object>(
    schema: Q,
    parse: (fields: Static<Q>, call: Call) => Asked | Refusal,
    handle: (call: Call, asked: Asked) => Promise<Reply>,
  ) =>
  async (call: Call): Promise<Reply> => {
    const fields = parseQuery(call.query, schema);
    const asked = isRefusal(fields) ? fields : parse(fields, call);
    return isRefusal(asked) ? refusal(call, asked) : handle(call, asked);
  };
