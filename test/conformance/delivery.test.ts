import { rows } from './rows/delivery.ts';
import { conform } from './run/conform.ts';

conform(rows);
