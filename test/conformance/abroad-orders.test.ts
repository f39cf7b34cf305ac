import { rows } from './rows/abroad-orders.ts';
import { conform } from './run/conform.ts';

conform(rows);
