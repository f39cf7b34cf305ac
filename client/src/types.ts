import type { SentEvent } from './events.ts';
import type { operations as table } from './generated/operations.ts';
import type { components, operations } from './generated/types.ts';
import type { CallOptions } from './send.ts';

// The types of the methods follow from the generated files, so a new operation needs no code here.

export type Table = typeof table;
export type Name = keyof Table;
export type Access = Table[Name]['access'];

/** Named schemas of the reference: `Schema<'Package'>`. */
export type Schema<N extends keyof components['schemas']> = components['schemas'][N];

type PathOf<N extends Name> = operations[N]['parameters']['path'];

/** The path parameters that a call must give, in order. */
type Named<N extends Name, Names extends readonly string[]> = Names extends readonly [
  infer First extends string,
  ...infer Rest extends readonly string[],
]
  ? [name: NonNullable<PathOf<N>>[First & keyof NonNullable<PathOf<N>>], ...Named<N, Rest>]
  : [];

type ContentOf<B> = B extends { content: infer C } ? C[keyof C] : never;

/** Form fields are sent as text, but callers may pass numbers. */
type Form<B> = { [K in keyof B]: B[K] extends Blob ? B[K] : B[K] | number };

type Body<N extends Name> = Table[N]['input'] extends 'application/gzip'
  ? [file: Blob | Uint8Array<ArrayBuffer>]
  : operations[N] extends { requestBody: infer B }
    ? [body: Table[N]['input'] extends 'form' ? Form<ContentOf<B>> : ContentOf<B>]
    : operations[N] extends { requestBody?: infer B }
      ? [body?: ContentOf<NonNullable<B>>]
      : [];

export type QueryOf<N extends Name> = NonNullable<operations[N]['parameters']['query']>;

type Input<N extends Name> = Table[N]['input'] extends 'query'
  ? [query?: QueryOf<N>]
  : Table[N]['input'] extends 'none'
    ? []
    : Body<N>;

export type Arguments<N extends Name> = [...Named<N, Table[N]['names']>, ...Input<N>, options?: CallOptions];

type Done<N extends Name> = operations[N]['responses'][keyof operations[N]['responses'] & (200 | 201 | 202)];

type Json<N extends Name> = Done<N> extends { content: { 'application/json': infer B } } ? B : unknown;

type Kinds = { number: number; numbers: number[]; text: string };

/** Values from koli's headers. The marketplace does not send them. */
type Told<N extends Name> = {
  [T in Table[N]['tells'][number] as T[1] & string]?: Kinds[T[2] & keyof Kinds];
};

type Output<N extends Name> = Table[N]['output'] extends 'json'
  ? Json<N>
  : Table[N]['output'] extends 'text'
    ? string
    : Table[N]['output'] extends 'bytes'
      ? Uint8Array
      : Record<never, never>;

export type Result<N extends Name> = Table[N]['tells'] extends readonly [] ? Output<N> : Output<N> & Told<N>;

export type Method<N extends Name> = Table[N]['output'] extends 'events'
  ? (...args: Arguments<N>) => AsyncGenerator<SentEvent, void, undefined>
  : (...args: Arguments<N>) => Promise<Result<N>>;

/** A method per operation that one of these callers may use. */
export type Methods<D extends Access> = { [N in Name as Table[N]['access'] extends D ? N : never]: Method<N> };

/** Operations with pages and a cursor. */
type Paged<D extends Access> = {
  [N in Name]: Table[N]['paged'] extends true ? (Table[N]['access'] extends D ? N : never) : never;
}[Name];

type ItemOf<N extends Name> = Json<N> extends { content: (infer Item)[] } ? Item : unknown;

/** The same, as the items of all pages. */
export type Each<D extends Access> = {
  [N in Paged<D>]: (
    ...args: [...Named<N, Table[N]['names']>, query?: Omit<QueryOf<N>, 'cursor'>, options?: CallOptions]
  ) => AsyncGenerator<ItemOf<N>, void, undefined>;
};
