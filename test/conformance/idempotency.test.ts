import { rows } from './rows/idempotency.ts';
import { conform } from './run/conform.ts';

conform(rows);
