import { Type } from 'typebox';
import { refuse } from '../../../core/domain/refusal.ts';
import { searchPackages } from '../../../core/postgres/package-lists.ts';
import { findWholePackage } from '../../../core/postgres/packages.ts';
import { PackageDetails, PackageSearchPage, packageDetails, packageSummary } from '../../../core/wire/overview.ts';
import { statesOf } from '../../../core/wire/status.ts';
import { gives } from '../../contract/answers.ts';
import { json, type Operation, pathId, refusal, sent } from '../../contract/operation.ts';
import { cursorFields, cursorPage } from '../../shared/cursor-list.ts';
import { statusField, timeField } from '../../shared/list-query.ts';
import { ofAllOrOwn, ofSeller } from './both.ts';

const list = ofAllOrOwn({
  names: ['searchPackages', 'searchOwnPackages'],
  method: 'GET',
  path: '/packages',
  summary: [
    'List packages of one seller or of all, last changed first',
    "List the caller's packages, last changed first",
  ],
  fields: {
    startDate: timeField('`lastModifiedDate` from here on'),
    endDate: timeField('`lastModifiedDate` up to and with this'),
    status: statusField('In one of these; a comma list or a repeated name. `UnSupplied`: cancelled by the seller.'),
    orderNumber: Type.Optional(Type.String({ description: 'Packages of this order' })),
    packageId: Type.Optional(Type.Integer({ minimum: 1, description: 'This package only' })),
    barcode: Type.Optional(Type.String({ description: 'Packages with a line of this barcode' })),
    ...cursorFields(),
  },
  answers: { 200: gives(PackageSearchPage) },
  refusals: ['query.window', 'cursor.invalid'],
  parse({ startDate: from, endDate: to, size, cursor, ...asked }, seller_id) {
    if (from !== undefined && to !== undefined && from > to)
      return refuse({ code: 'query.window', field: 'startDate', broken: { rule: 'after', other: 'endDate' } });
    const { status, orderNumber: order_number, packageId: package_id, barcode } = asked;
    return {
      search: { seller_id, states: status && statesOf(status), order_number, package_id, barcode, from, to },
      size,
      cursor,
    };
  },
  handle: (call, asked) =>
    cursorPage(call, asked, {
      place: ['modified_at', 'seller_id', 'package_id'],
      find: ({ db }, search, after, limit) => searchPackages(db.pool, { ...search, after, limit }),
      placeIn: ({ current }) => current,
      view: (found) => packageSummary(found),
    }),
});

const read = ofSeller({
  names: ['readPackage', 'readOwnPackage'],
  method: 'GET',
  path: '/packages/:packageId',
  summary: [
    'Read a package with its events, deliveries, related packages and possible commands',
    "Read one of the caller's packages with its events, deliveries, related packages and possible commands",
  ],
  answers: { 200: gives(PackageDetails) },
  refusals: [],
  async handle(call, seller_id) {
    const package_id = pathId(call.params['packageId']) ?? -1;
    const whole = await findWholePackage(call.world.db.pool, { seller_id, package_id });
    if (whole === null) return refusal(call, { code: 'package.unknown', package_id: sent(call, 'packageId') });
    return json(packageDetails(whole, call.operation.access === 'self'));
  },
});

export const packageReads: Operation[] = [...list, ...read];
