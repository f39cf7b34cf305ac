import { rows } from './rows/cancel.ts';
import { conform } from './run/conform.ts';

conform(rows);
