import { Type } from 'typebox';
import { label_boxes } from '../../../core/domain/label.ts';
import { isRefusal } from '../../../core/domain/refusal.ts';
import { readLabel } from '../../../core/labels.ts';
import { packageOfTracking } from '../../../core/postgres/tracking-numbers.ts';
import { zpl } from '../../../core/wire/label.ts';
import { parser } from '../../../core/wire/parse.ts';
import { gives } from '../../contract/answers.ts';
import { packageCommand } from '../../contract/command.ts';
import { json, type Operation, pathId, refusal } from '../../contract/operation.ts';

const path = '/integration/sellers/:sellerId/common-label/:cargoTrackingNumber';

const Body = Type.Object({
  format: Type.Literal('ZPL'),
  boxQuantity: Type.Optional(Type.Integer({ minimum: 1, maximum: label_boxes })),
  volumetricHeight: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
});
const parse = parser(Body);

const Labels = Type.Object(
  { data: Type.Array(Type.Object({ label: Type.String(), format: Type.Literal('ZPL') }), { maxItems: label_boxes }) },
  { title: 'CommonLabels', description: 'One label for each box.' },
);

const requestLabel = packageCommand({
  name: 'requestLabel',
  method: 'POST',
  path,
  access: 'seller',
  rate: 'label',
  summary: 'Request the common label of a package, one for each box',
  body: Body,
  refusals: ['not.applicable'],
  command(call) {
    const body = parse(call.body);
    if (isRefusal(body)) return body;
    const { boxQuantity: box_quantity, volumetricHeight: volumetric_height = null } = body;
    return { type: 'request-label', box_quantity, volumetric_height };
  },
});

const readCommonLabel: Operation = {
  name: 'readLabel',
  method: 'GET',
  path,
  access: 'seller',
  rate: 'label',
  summary: 'Read the common labels of a package in ZPL, one for each box',
  answers: { 200: gives(Labels) },
  refusals: ['not.applicable'],
  async handle(call) {
    const { world, seller, params } = call;
    const { seller_id } = seller;
    const asked = params['cargoTrackingNumber'] ?? '';
    const tracking_number = pathId(asked) ?? -1;
    const package_id = await packageOfTracking(world.db.pool, seller_id, tracking_number);
    const label = package_id === null ? null : await readLabel(world, { seller_id, package_id }, tracking_number);
    if (label === null) return refusal(call, { code: 'not.yours', field: 'trackingNumber', value: asked.slice(0, 64) });
    if (isRefusal(label)) return refusal(call, label);
    const data = Array.from({ length: label.boxes }, (_, index) => ({ label: zpl(label, index + 1), format: 'ZPL' }));
    return json({ data });
  },
};

export const commonLabel = [requestLabel, readCommonLabel];
