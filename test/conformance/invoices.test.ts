import { rows } from './rows/invoices.ts';
import { conform } from './run/conform.ts';

conform(rows);
