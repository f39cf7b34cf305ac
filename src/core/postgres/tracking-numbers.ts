import { columns } from './columns.ts';
import { first, rows, statement, touched } from './statement.ts';

type TrackingKey = { seller_id: number; tracking_number: number };

/** A number and the package that has it, or once had it. */
export type TrackingNumber = TrackingKey & { package_id: number };

const numbers = columns({ seller_id: 'bigint', tracking_number: 'bigint', package_id: 'bigint' });

export const insertTrackingNumbers = statement(
  'insertTrackingNumbers',
  `insert into tracking_numbers (${numbers.names}) select * from ${numbers.as('n')}`,
  (given: TrackingNumber[]) => numbers.arrays(given),
  touched,
);

export const packageOfTracking = statement(
  'packageOfTracking',
  'select package_id from tracking_numbers where seller_id = $1 and tracking_number = $2',
  (seller_id: number, tracking_number: number) => [seller_id, tracking_number],
  first((row: { package_id: number }) => row.package_id),
);

const tracking_keys = columns({ seller_id: 'bigint', tracking_number: 'bigint' });

/** Of some numbers, those that packages have. */
export const findTrackingNumbers = statement(
  'findTrackingNumbers',
  `select t.seller_id, t.tracking_number, t.package_id
     from ${tracking_keys.as('k')}
     join tracking_numbers t on t.seller_id = k.seller_id and t.tracking_number = k.tracking_number`,
  (wanted: TrackingKey[]) => tracking_keys.arrays(wanted),
  rows<TrackingNumber>(),
);
