import type { Static, TObject } from 'typebox';
import type { Call, Reply } from '../contract/operation.ts';
import { refusal } from '../contract/operation.ts';
import { isErrorFacts, readFields, reading } from '../contract/query.ts';

/**
 * A handler of an operation with a query string. `parse` gets the parameters as the schema describes them; what it
 * throws with `mistake` is answered.
 */
export const queried =
  <Q extends TObject, Asked extends object>(
    schema: Q,
    parse: (fields: Static<Q>, call: Call) => Asked,
    handle: (call: Call, asked: Asked) => Promise<Reply>,
  ) =>
  async (call: Call): Promise<Reply> => {
    const asked = reading(call.query, (query) => parse(readFields(query, schema), call));
    return isErrorFacts(asked) ? refusal(call, asked) : handle(call, asked);
  };
