import { type TSchema, Type } from 'typebox';
import type { Command, SplitForm, SplitPart } from '../../../core/domain/command.ts';
import type { Event } from '../../../core/domain/event.ts';
import { isRefusal, type Refusal, type RefusalCode, refuse } from '../../../core/domain/refusal.ts';
import { parser } from '../../../core/wire/parse.ts';
import { gives, givesNothing } from '../../contract/answers.ts';
import { packageCommand } from '../../contract/command.ts';
import { empty, json, type Operation } from '../../contract/operation.ts';
import { firstRepeated, Id, Quantity } from '../../shared/lines.ts';

/** One of the four ways to say how a package falls apart. */
type SplitBody<B> = {
  form: SplitForm;
  key: string;
  schema: TSchema;
  summary: string;
  /** Refusals beside those that all forms have. */
  refusals: readonly RefusalCode[];
  /** The given packages, in request order; the rest is not part of them. */
  parts(body: B): SplitPart[] | Refusal;
  /** The body of the answer, and its schema; empty when absent. */
  reply?(children: number[]): unknown;
  reply_schema?: TSchema;
};

const form = <B>(one: SplitBody<B>): SplitBody<never> => one as SplitBody<never>;

// biome-ignore lint/suspicious/noExplicitAny: the shape is what the schema beside it says
const asParts = (parts: (body: any) => SplitPart[] | Refusal) => parts;

const whole = (ids: number[]): SplitPart => ids.map((line_id) => ({ line_id, quantity: 'all' }));

function withoutRepeat<T>(ids: number[], value: () => T): T | Refusal {
  const repeated = firstRepeated(ids);
  return repeated === undefined ? value() : refuse({ code: 'split.line.twice', line_id: repeated });
}

const Ids = Type.Array(Id(), { minItems: 1, maxItems: 200 });

/** More than the rest of the limits allow anyway; bounds what is looked at before a package is known. */
const parts_limit = 200;

const forms = [
  form({
    form: 'split',
    key: 'orderLineIds',
    schema: Ids,
    summary: 'Split a package in two: the given lines, and the rest',
    refusals: ['split.all.lines'],
    parts: asParts((ids: number[]) => withoutRepeat(ids, () => [whole(ids)])),
    reply: (children) => ({ newPackageId: children[0] }),
    reply_schema: Type.Object({ newPackageId: Id({ description: 'The package with the given lines' }) }),
  }),
  form({
    form: 'multi-split',
    key: 'splitGroups',
    schema: Type.Array(Type.Object({ orderLineIds: Ids }), { minItems: 1, maxItems: parts_limit }),
    summary: 'Split a package into groups of lines, and the rest',
    refusals: ['split.nothing.left'],
    parts: asParts((groups: { orderLineIds: number[] }[]) =>
      withoutRepeat(
        groups.flatMap((group) => group.orderLineIds),
        () => groups.map((group) => whole(group.orderLineIds)),
      ),
    ),
    reply: (children) => ({ results: children.map((newPackageId) => ({ newPackageId })) }),
    reply_schema: Type.Object({
      results: Type.Array(Type.Object({ newPackageId: Id() }), {
        description: 'In the order of the groups; the rest comes last',
      }),
    }),
  }),
  form({
    form: 'quantity-split',
    key: 'quantitySplit',
    schema: Type.Array(
      Type.Object({
        orderLineId: Id(),
        quantities: Type.Array(Quantity(), { minItems: 1, maxItems: parts_limit }),
      }),
      { minItems: 1, maxItems: 200 },
    ),
    summary: 'Split lines by quantity: the n-th quantity of each line goes into the n-th package',
    refusals: ['quantity.exceeded', 'split.one.child'],
    parts: asParts((lines: { orderLineId: number; quantities: number[] }[]) =>
      withoutRepeat(
        lines.map((line) => line.orderLineId),
        () => byColumn(lines),
      ),
    ),
    reply: (children) => ({ newPackageIds: children }),
    reply_schema: Type.Object({
      newPackageIds: Type.Array(Id(), { description: 'In this order; the rest comes last' }),
    }),
  }),
  form({
    form: 'split-packages',
    key: 'splitPackages',
    schema: Type.Array(
      Type.Object({
        packageDetails: Type.Array(Type.Object({ orderLineId: Id(), quantities: Quantity() }), {
          minItems: 1,
          maxItems: 200,
        }),
      }),
      { minItems: 1, maxItems: parts_limit },
    ),
    summary: 'Split a package into the given packages',
    refusals: ['quantity.exceeded', 'split.one.child'],
    parts: asParts((packages: { packageDetails: { orderLineId: number; quantities: number }[] }[]) =>
      allOf(
        packages.map(({ packageDetails: details }) =>
          withoutRepeat(
            details.map((detail) => detail.orderLineId),
            () =>
              details.map((detail): SplitPart[number] => ({
                line_id: detail.orderLineId,
                quantity: detail.quantities,
              })),
          ),
        ),
      ),
    ),
  }),
];

const split_headers = ['koli-new-packages'] as const;

/** Lists of unequal length are fine: a short line is not in the later packages. */
function byColumn(lines: { orderLineId: number; quantities: number[] }[]): SplitPart[] {
  const columns = Math.max(...lines.map((line) => line.quantities.length));
  return Array.from({ length: columns }, (_, column) =>
    lines.flatMap((line) => {
      const quantity = line.quantities[column];
      return quantity === undefined ? [] : [{ line_id: line.orderLineId, quantity }];
    }),
  );
}

const allOf = (parts: (SplitPart | Refusal)[]): SplitPart[] | Refusal =>
  (parts.find((part): part is Refusal => isRefusal(part)) ?? parts) as SplitPart[] | Refusal;

export const splitOperations: Operation[] = forms.map(
  ({ form, key, schema, summary, refusals, parts, reply, reply_schema }) => {
    const Body = Type.Object({ [key]: schema, shouldKeepPreviousStatus: Type.Optional(Type.Boolean()) });
    const parse = parser(Body);
    return packageCommand({
      name: form.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
      method: 'POST',
      path: `/integration/order/sellers/:sellerId/shipment-packages/:packageId/${form}`,
      access: 'seller',
      rate: 'cancel',
      summary,
      description: 'The package becomes UnPacked and stays as a record; its units go on in new packages. Not undoable.',
      body: Body,
      answers: {
        200:
          reply_schema === undefined
            ? givesNothing({ headers: split_headers })
            : gives(reply_schema, { headers: split_headers, description: 'The new packages' }),
      },
      refusals: ['split.form', 'split.line.twice', 'status.not.allowed', 'line.unknown', 'split.too.many', ...refusals],
      command({ body }): Command | Refusal {
        const stranger = foreignKey(body, key);
        if (stranger !== undefined) return refuse({ code: 'split.form', key: stranger, expected_key: key });
        const parsed = parse(body);
        if (isRefusal(parsed)) return parsed;
        const value = parsed as Record<string, never> & { shouldKeepPreviousStatus?: boolean };
        const named = parts(value[key]!);
        if (isRefusal(named)) return named;
        return { type: 'split', form, parts: named, keep_status: value.shouldKeepPreviousStatus ?? false };
      },
      answer(events: Event[]) {
        const children = events.slice(1).map((event) => event.package_id);
        const headers = { 'koli-new-packages': children.join(',') };
        return reply === undefined ? empty(headers) : json(reply(children), headers);
      },
    });
  },
);

/** A key of another form: a request for another address, which must not be half understood. */
function foreignKey(body: unknown, key: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  return forms.map((other) => other.key).find((other) => other !== key && Object.hasOwn(body, other));
}
