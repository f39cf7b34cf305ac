import { rows } from './rows/webhooks.ts';
import { conform } from './run/conform.ts';

conform(rows);
