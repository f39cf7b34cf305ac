import { Type } from 'typebox';
import { label_boxes } from '../../../core/domain/label.ts';
import { isRefusal } from '../../../core/domain/refusal.ts';
import { readLabel } from '../../../core/labels.ts';
import { drawLabel } from '../../../core/wire/label-png.ts';
import { givesFile } from '../../contract/answers.ts';
import { pathId, refusal, sent } from '../../contract/operation.ts';
import { invalidQuery, parseQuery } from '../../contract/query.ts';
import { ofSeller } from './both.ts';

const LabelQuery = Type.Object(
  {
    box: Type.Optional(
      Type.Integer({ minimum: 1, maximum: label_boxes, default: 1, description: 'Number of the box' }),
    ),
  },
  { additionalProperties: false },
);

export const labelReads = ofSeller({
  names: ['drawLabel', 'drawOwnLabel'],
  method: 'GET',
  path: '/packages/:packageId/label.png',
  summary: [
    'Draw the common label of one box of a package as a picture',
    "Draw the common label of one box of one of the caller's packages as a picture",
  ],
  query: LabelQuery,
  answers: { 200: givesFile('image/png', 'The label, 812 × 812 pixels') },
  refusals: ['not.applicable'],
  async handle(call, seller_id) {
    const package_id = pathId(call.params['packageId']) ?? -1;
    const label = await readLabel(call.world, { seller_id, package_id });
    if (label === null) return refusal(call, { code: 'package.unknown', package_id: sent(call, 'packageId') });
    if (isRefusal(label)) return refusal(call, label);
    const asked = parseQuery(call.query, LabelQuery);
    if (isRefusal(asked)) return refusal(call, asked);
    const { box = 1 } = asked;
    const expected = { form: 'integer.range', min: 1, max: label.boxes } as const;
    if (box > label.boxes) return refusal(call, invalidQuery('box', { rule: 'range', expected }));
    return { status: 200, headers: { 'content-type': 'image/png' }, body: await drawLabel(label, box) };
  },
});
