import { Type } from 'typebox';
import { label_boxes } from '../../../core/domain/label.ts';
import { isRefusal, type Refusal } from '../../../core/domain/refusal.ts';
import { readLabel, readProductLabels } from '../../../core/labels.ts';
import type { PackageKey } from '../../../core/postgres/packages.ts';
import { packageOfTracking } from '../../../core/postgres/tracking-numbers.ts';
import { type Label, productZpl, zpl } from '../../../core/wire/label.ts';
import { parser } from '../../../core/wire/parse.ts';
import { gives } from '../../contract/answers.ts';
import { packageCommand } from '../../contract/command.ts';
import { type Call, json, type Operation, pathId, type Reply, refusal } from '../../contract/operation.ts';

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

const ProductLabels = Type.Object(
  {
    ...Labels.properties,
    productLabels: Type.Array(
      Type.Object({ barcode: Type.String(), label: Type.String(), format: Type.Literal('ZPL') }),
    ),
  },
  { title: 'CommonLabelsWithProducts', description: 'One label for each box, and one for each unit.' },
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
  handle: (call) => ofNumber(call, readLabel, (label) => ({ data: boxLabels(label) })),
};

const readProductLabel: Operation = {
  name: 'readLabelWithProducts',
  method: 'GET',
  path: `${path}/with-product-labels`,
  access: 'seller',
  rate: 'label',
  summary: 'The common labels of an agency export in ZPL, and a label for each unit of its products',
  description: 'Of packages with `is4P` only, once their invoice is accepted.',
  answers: { 200: gives(ProductLabels) },
  refusals: ['not.applicable'],
  handle: (call) =>
    ofNumber(call, readProductLabels, ({ common, products }) => ({
      data: boxLabels(common),
      productLabels: products.flatMap((product) =>
        Array.from({ length: product.units }, () => ({
          barcode: product.barcode,
          label: productZpl(product),
          format: 'ZPL',
        })),
      ),
    })),
};

const boxLabels = (label: Label) =>
  Array.from({ length: label.boxes }, (_, index) => ({ label: zpl(label, index + 1), format: 'ZPL' }));

type ReadOfNumber<T> = (world: Call['world'], key: PackageKey, tracking_number: number) => Promise<T | Refusal | null>;

/** What is known of the package with the number in the path. */
async function ofNumber<T>(call: Call, read: ReadOfNumber<T>, view: (found: T) => object): Promise<Reply> {
  const { world, seller, params } = call;
  const { seller_id } = seller;
  const asked = params['cargoTrackingNumber'] ?? '';
  const tracking_number = pathId(asked) ?? -1;
  const package_id = await packageOfTracking(world.db.pool, seller_id, tracking_number);
  const found = package_id === null ? null : await read(world, { seller_id, package_id }, tracking_number);
  if (found === null) return refusal(call, { code: 'not.yours', field: 'trackingNumber', value: asked.slice(0, 64) });
  return isRefusal(found) ? refusal(call, found) : json(view(found as T));
}

export const commonLabel = [requestLabel, readCommonLabel, readProductLabel];
