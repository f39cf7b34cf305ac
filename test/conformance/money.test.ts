import { rows } from './rows/money.ts';
import { conform } from './run/conform.ts';

conform(rows);
