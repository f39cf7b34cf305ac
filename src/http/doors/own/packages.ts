import { Type } from 'typebox';
import { refuse } from '../../../core/domain/refusal.ts';
import { type SearchOrder, searchPackages } from '../../../core/postgres/package-lists.ts';
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
    'List packages of one seller or of all, last changed first, or those to hand over by their date',
    "List the caller's packages, last changed first, or those to hand over by their date",
  ],
  fields: {
    startDate: timeField('`lastModifiedDate` from here on'),
    endDate: timeField('`lastModifiedDate` up to and with this'),
    status: statusField('In one of these; a comma list or a repeated name. `UnSupplied`: cancelled by the seller.'),
    orderNumber: Type.Optional(Type.String({ description: 'Packages of this order' })),
    packageId: Type.Optional(Type.Integer({ minimum: 1, description: 'This package only' })),
    barcode: Type.Optional(Type.String({ description: 'Packages with a line of this barcode' })),
    overdue: Type.Optional(
      Type.Enum(['true', 'false'], {
        description: 'Whether `agreedDeliveryDate` has passed and the package has not left',
      }),
    ),
    sort: Type.Optional(
      Type.Enum(['lastModifiedDate', 'agreedDeliveryDate'], {
        description:
          '`lastModifiedDate`: last changed first. `agreedDeliveryDate`: packages that have not left, the earliest date ' +
          'first; this is the default where `overdue` is true.',
      }),
    ),
    ...cursorFields(),
  },
  answers: { 200: gives(PackageSearchPage) },
  refusals: ['query.window', 'cursor.invalid'],
  parse({ startDate: from, endDate: to, size, cursor, ...asked }, seller_id) {
    if (from !== undefined && to !== undefined && from > to)
      return refuse({ code: 'query.window', field: 'startDate', broken: { rule: 'after', other: 'endDate' } });
    const { status, orderNumber: order_number, packageId: package_id, barcode } = asked;
    const overdue = asked.overdue === undefined ? undefined : asked.overdue === 'true';
    const { sort = overdue ? 'agreedDeliveryDate' : 'lastModifiedDate' } = asked;
    const order: SearchOrder = sort === 'agreedDeliveryDate' ? 'hand-over' : 'modified';
    const states = status && statesOf(status);
    return {
      search: { seller_id, states, order_number, package_id, barcode, from, to, overdue, order },
      size,
      cursor,
    };
  },
  handle: (call, asked) =>
    cursorPage(call, asked, {
      place: ['at', 'seller_id', 'package_id'],
      find({ db, clock }, { overdue: is, ...search }, after, limit) {
        const overdue = is === undefined ? undefined : { is, at: clock.now() };
        return searchPackages(db.pool, { ...search, overdue, after, limit });
      },
      placeIn: ({ current }) => ({
        ...current,
        at: asked.search.order === 'modified' ? current.modified_at : current.agreed_delivery_at,
      }),
      view: (found) => packageSummary(found, call.world.clock.now()),
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
    return json(packageDetails(whole, call.operation.access === 'self', call.world.clock.now()));
  },
});

export const packageReads: Operation[] = [...list, ...read];
