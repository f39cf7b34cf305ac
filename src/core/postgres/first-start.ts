import { scalar, statement } from './statement.ts';

/** Whether anything was ever put into this database. */
export const hasSellers = statement(
  'hasSellers',
  'select exists (select from sellers where seller_id > 0)',
  () => [],
  scalar<boolean>(),
);
