import type { PoolClient } from 'pg';
import { Type } from 'typebox';
import type { Answer } from '../../../core/corridor/ask.ts';
import { checkLabelReading, checkLabelRequest, label_boxes } from '../../../core/domain/label.ts';
import type { Package } from '../../../core/domain/package.ts';
import { isRefusal, type Refusal, refuse } from '../../../core/domain/refusal.ts';
import { findLabelled, keepLabel } from '../../../core/postgres/labels.ts';
import { lockPackages } from '../../../core/postgres/packages.ts';
import { packageOfTracking } from '../../../core/postgres/roots.ts';
import type { OrderDetails } from '../../../core/wire/details.ts';
import { labelOf, zpl } from '../../../core/wire/label.ts';
import { shape } from '../../../core/wire/shape.ts';
import { gives, givesNothing } from '../../contract/answers.ts';
import { type Call, change, empty, json, type Operation, pathId, refusal } from '../../contract/operation.ts';
import { invalid } from '../../shared/lines.ts';

const path = '/integration/sellers/:sellerId/common-label/:cargoTrackingNumber';

const Body = Type.Object({
  format: Type.Literal('ZPL'),
  boxQuantity: Type.Optional(Type.Integer({ minimum: 1, maximum: label_boxes })),
  volumetricHeight: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
});
const check = shape(Body);

const Labels = Type.Object(
  { data: Type.Array(Type.Object({ label: Type.String(), format: Type.Literal('ZPL') }), { maxItems: label_boxes }) },
  { title: 'CommonLabels', description: 'One label for each box.' },
);

const requestLabel: Operation = {
  name: 'requestLabel',
  method: 'POST',
  path,
  access: 'seller',
  rate: 'label',
  summary: 'Ask for the common label of a package, one for each of its boxes',
  body: Body,
  answers: { 200: givesNothing() },
  refusals: ['not.applicable'],
  handle: (call) =>
    change(call, async (client, now) => {
      const refused = await request(call, client, now);
      return refused === null ? empty() : refusal(call, refused);
    }),
};

async function request(call: Call, client: PoolClient, now: number): Promise<Refusal | null> {
  const checked = check(call.body);
  if (!checked.ok) return invalid(checked);
  const { seller_id } = call.seller;
  const package_id = await packageOf(call, client);
  const [locked] = package_id === null ? [] : await lockPackages(client, [{ seller_id, package_id }]);
  const current: Package | null = locked === undefined ? null : JSON.parse(locked.state);
  if (current === null || current.tracking_number !== pathId(call.params['cargoTrackingNumber'])) return unknown(call);
  const refused = checkLabelRequest(current);
  if (refused !== null) return refused;
  const { boxQuantity: box_quantity = current.box_quantity ?? 1, volumetricHeight = null } = checked.value;
  if (box_quantity > label_boxes) return tooMany(box_quantity);
  await keepLabel(client, { ...current, box_quantity, volumetric_height: volumetricHeight, requested_at: now });
  return null;
}

/** A number that a package had before names it no more: that is judged when it is at hand. */
const packageOf = ({ seller, params }: Call, client: Parameters<typeof packageOfTracking>[0]) =>
  packageOfTracking(client, seller.seller_id, pathId(params['cargoTrackingNumber']) ?? -1);

const unknown = ({ params }: Call): Refusal =>
  refuse({ code: 'not.yours', field: 'trackingNumber', value: (params['cargoTrackingNumber'] ?? '').slice(0, 64) });

const tooMany = (told: number): Refusal =>
  refuse({
    code: 'field.invalid',
    field: 'boxQuantity',
    problem: `must be at most ${label_boxes}: the package was told to have ${told} boxes`,
    problem_tr: `en çok ${label_boxes} olabilir: paket için ${told} kutu bildirilmiş`,
  });

const readLabel: Operation = {
  name: 'readLabel',
  method: 'GET',
  path,
  access: 'seller',
  rate: 'label',
  summary: 'The common labels of a package in ZPL, one for each of its boxes',
  answers: { 200: gives(Labels) },
  refusals: ['not.applicable'],
  handle: async (call) => {
    const labels = await read(call);
    return isRefusal(labels) ? refusal(call, labels) : labels;
  },
};

async function read(call: Call): Promise<Answer | Refusal> {
  const { pool } = call.world.db;
  const { seller_id } = call.seller;
  const package_id = await packageOf(call, pool);
  const found = package_id === null ? null : await findLabelled(pool, { seller_id, package_id });
  const current: Package | null = found === null ? null : JSON.parse(found.state);
  if (found === null || current?.tracking_number !== pathId(call.params['cargoTrackingNumber'])) return unknown(call);
  const details: OrderDetails = JSON.parse(found.facts);
  const refused = checkLabelReading(current, found.box_quantity !== null, details);
  if (refused !== null) return refused;
  const label = labelOf(current, details, found.box_quantity!);
  const data = Array.from({ length: label.boxes }, (_, index) => ({ label: zpl(label, index + 1), format: 'ZPL' }));
  return json({ data });
}

export const commonLabel = [requestLabel, readLabel];
