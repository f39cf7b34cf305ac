import { rows } from './rows/invoice-review.ts';
import { conform } from './run/conform.ts';

conform(rows);
