import { type Static, Type } from 'typebox';
import { label_boxes } from '../../../core/domain/label.ts';
import { isRefusal } from '../../../core/domain/refusal.ts';
import { readLabel } from '../../../core/labels.ts';
import { drawLabel } from '../../../core/wire/label-png.ts';
import { givesFile } from '../../contract/answers.ts';
import { type Call, type Operation, pathId, type Reply, refusal } from '../../contract/operation.ts';
import { invalidQuery, isErrorFacts, mistake, readFields, reading } from '../../contract/query.ts';

const Query = Type.Object(
  {
    box: Type.Optional(
      Type.Integer({ minimum: 1, maximum: label_boxes, default: 1, description: 'Which of its boxes' }),
    ),
  },
  { additionalProperties: false },
);

const readBox = (raw: string, boxes: number) =>
  reading(raw, (told) => {
    const { box = 1 }: Static<typeof Query> = readFields(told, Query);
    if (box > boxes) mistake(invalidQuery('box', `must be from 1 to ${boxes}`, `1 ile ${boxes} arasında olmalı`));
    return { box };
  });

async function read(call: Call, seller_id: number | null): Promise<Reply> {
  const asked = call.params['packageId'] ?? '';
  const package_id = pathId(asked);
  const known = seller_id !== null && package_id !== null;
  const label = known ? await readLabel(call.world, { seller_id, package_id }) : null;
  if (label === null) return refusal(call, { code: 'package.unknown', package_id: asked.slice(0, 64) });
  if (isRefusal(label)) return refusal(call, label);
  const asked_for = readBox(call.query, label.boxes);
  if (isErrorFacts(asked_for)) return refusal(call, asked_for);
  return { status: 200, headers: { 'content-type': 'image/png' }, body: await drawLabel(label, asked_for.box) };
}

export const labelReads: Operation[] = [
  {
    name: 'drawLabel',
    method: 'GET',
    path: '/api/v1/sellers/:sellerId/packages/:packageId/label.png',
    access: 'operator',
    summary: 'The common label of one box of a package as a picture',
    query: Query,
    answers: { 200: givesFile('image/png', 'The label, 812 × 812 pixels') },
    refusals: ['not.applicable'],
    handle: (call) => read(call, pathId(call.params['sellerId'])),
  },
  {
    name: 'drawOwnLabel',
    method: 'GET',
    path: '/api/v1/seller/packages/:packageId/label.png',
    access: 'self',
    summary: "The common label of one box of one of the caller's packages as a picture",
    query: Query,
    answers: { 200: givesFile('image/png', 'The label, 812 × 812 pixels') },
    refusals: ['not.applicable'],
    handle: (call) => read(call, call.seller.seller_id),
  },
];
