import { rows } from './rows/warranty.ts';
import { conform } from './run/conform.ts';

conform(rows);
