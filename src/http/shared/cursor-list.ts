import { Type } from 'typebox';
import type { Answer } from '../../core/corridor/ask.ts';
import type { World } from '../../core/world.ts';
import { type Call, json, refusal } from '../contract/operation.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { sizeField } from './list-query.ts';

/** The parameters that every list with a cursor has. */
export const cursorFields = () => ({
  size: sizeField(),
  cursor: Type.Optional(Type.String({ description: '`nextCursor` of the page before, with the same filters' })),
});

type ListAsked<Search> = {
  /** What is asked for, without the place in the list: a cursor belongs to it. */
  search: Search;
  size?: number;
  cursor?: string;
};

type CursorList<Search, Name extends string, Row> = {
  /** The numbers that name a place, in the order of the list. */
  place: readonly Name[];
  find(world: World, search: Search, after: Record<Name, number> | undefined, limit: number): Promise<Row[]>;
  placeIn(row: Row): Record<Name, number>;
  view(row: Row): unknown;
};

/** One page of a list. A row more than the page holds is looked for, to know whether there is another page. */
export async function cursorPage<Search, Name extends string, Row>(
  call: Call,
  { search, size = 50, cursor }: ListAsked<Search>,
  { place, find, placeIn, view }: CursorList<Search, Name, Row>,
): Promise<Answer> {
  const numbers = cursor === undefined ? undefined : readCursor(cursor, place.length, search);
  if (numbers === null) return refusal(call, { code: 'cursor.invalid' });
  const after = numbers && (Object.fromEntries(place.map((name, at) => [name, numbers[at]])) as Record<Name, number>);
  const found = await find(call.world, search, after, size + 1);
  const page = found.slice(0, size);
  const last = found.length > page.length ? page.at(-1) : undefined;
  const nextCursor =
    last === undefined
      ? null
      : writeCursor(
          place.map((name) => placeIn(last)[name]),
          search,
        );
  return json({ content: page.map(view), nextCursor });
}
